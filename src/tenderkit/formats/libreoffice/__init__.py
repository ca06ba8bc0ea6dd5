# SPDX-License-Identifier: Apache-2.0
"""Run LibreOffice: papers become PDF, texts of other word processors become Word files; it is run nowhere else."""
