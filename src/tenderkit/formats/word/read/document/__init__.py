# SPDX-License-Identifier: Apache-2.0
"""Read a whole Word file as a person sees it: its paragraphs in order, with headings, numbers, tables and notes."""
