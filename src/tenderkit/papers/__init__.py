# SPDX-License-Identifier: Apache-2.0
"""Compose the papers of a tender from a selection, as blocks that any format can render."""
