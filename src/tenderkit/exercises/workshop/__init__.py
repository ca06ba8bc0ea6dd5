# SPDX-License-Identifier: Apache-2.0
"""A workshop: exercises for learning outcomes, put together into an agenda."""
