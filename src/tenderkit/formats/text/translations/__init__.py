# SPDX-License-Identifier: Apache-2.0
"""Tables of translators as PO files; how far a language is; texts next to their translations."""
