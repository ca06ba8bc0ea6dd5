# SPDX-License-Identifier: Apache-2.0
"""One module for each rule on documents other than those on wording; its docstring is the manual page."""
