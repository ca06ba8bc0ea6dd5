# SPDX-License-Identifier: Apache-2.0
"""Read plain text and Markdown as a person sees them: headings, lists, tables and paragraphs."""
