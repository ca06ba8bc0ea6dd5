# SPDX-License-Identifier: Apache-2.0
"""All code that knows the .xlsx format; XlsxWriter is imported nowhere else."""
