# SPDX-License-Identifier: Apache-2.0
"""The file formats of papers, forms and reports: text, Excel and Word.

Only LibreOffice (`libreoffice/`) writes files, in a temporary folder.
"""
