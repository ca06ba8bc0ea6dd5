# SPDX-License-Identifier: Apache-2.0
"""The rules. The name of a module is the id of its rule, its docstring the manual page."""
