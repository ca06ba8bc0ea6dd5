# SPDX-License-Identifier: Apache-2.0
"""All code that knows the Word format: `write` makes files from papers, `read` opens and compares them later."""
