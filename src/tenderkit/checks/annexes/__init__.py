# SPDX-License-Identifier: Apache-2.0
"""Checks on papers that tenderkit made: the selection is read back from them, and the rules on purchases applied."""
