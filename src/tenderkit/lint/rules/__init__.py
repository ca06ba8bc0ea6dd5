# SPDX-License-Identifier: Apache-2.0
"""The lint rules, one a module: its file name is the id of the rule, its docstring the manual page."""
