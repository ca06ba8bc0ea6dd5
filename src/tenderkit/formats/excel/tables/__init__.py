# SPDX-License-Identifier: Apache-2.0
"""Workbooks with tables of purchases: read row by row, and written as a form and a report."""
