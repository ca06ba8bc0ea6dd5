# SPDX-License-Identifier: Apache-2.0
"""Packs of exercises on the disk: orders from the command line, locks, and comparison."""
