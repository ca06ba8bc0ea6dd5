# SPDX-License-Identifier: Apache-2.0
"""All knowledge of Word files. `writer.write` turns an `Annex` into the bytes of a .docx."""
