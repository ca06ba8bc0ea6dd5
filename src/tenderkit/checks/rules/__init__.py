# SPDX-License-Identifier: Apache-2.0
"""The rules on purchases, one module each; the docstring of a module is the manual page of its rule."""
