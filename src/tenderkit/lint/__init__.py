# SPDX-License-Identifier: Apache-2.0
"""Checks on a library as its authors write it: one module a rule, in `rules/`."""
