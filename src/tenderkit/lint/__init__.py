# SPDX-License-Identifier: Apache-2.0
"""Checks for the authors of a clause library: each rule is a module in `rules/`."""
