# SPDX-License-Identifier: Apache-2.0
"""The rules on papers that tenderkit made, one module each; its docstring is the manual page of the rule."""
