# SPDX-License-Identifier: Apache-2.0
"""Batches: options are read, progress is shown, and the result becomes an exit code."""
