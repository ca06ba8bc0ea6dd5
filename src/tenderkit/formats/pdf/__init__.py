# SPDX-License-Identifier: Apache-2.0
"""Word files as tagged PDF; LibreOffice is run nowhere else."""
