# SPDX-License-Identifier: Apache-2.0
"""Batches: a table of purchases in, their papers and a report out."""
