# SPDX-License-Identifier: Apache-2.0
"""All knowledge of Word files: `write` makes them from papers, `read` opens and compares those that come back."""
