# SPDX-License-Identifier: Apache-2.0
"""Finders of words that unfairly narrow what may be offered: used on clauses by lint, on purchases by `checks/`."""
