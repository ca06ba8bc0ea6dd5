# SPDX-License-Identifier: Apache-2.0
"""The file formats of papers, forms and reports: text, Excel and Word.

Only `word/write/pdf.py` writes files, temporary ones.
"""
