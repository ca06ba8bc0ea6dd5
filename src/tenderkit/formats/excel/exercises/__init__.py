# SPDX-License-Identifier: Apache-2.0
"""The workbooks of training exercises."""
