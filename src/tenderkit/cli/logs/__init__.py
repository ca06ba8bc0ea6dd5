# SPDX-License-Identifier: Apache-2.0
"""The log of a run: what was done, to which files, with which result."""
