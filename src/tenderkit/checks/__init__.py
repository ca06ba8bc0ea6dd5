# SPDX-License-Identifier: Apache-2.0
"""Checks on what an authority writes: purchases that are valid, but odd."""
