# SPDX-License-Identifier: Apache-2.0
"""All knowledge of .xlsx (the only importer of XlsxWriter)."""
