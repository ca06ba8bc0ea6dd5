# SPDX-License-Identifier: Apache-2.0
"""Read the data files and validate them: all problems at once."""
