# SPDX-License-Identifier: Apache-2.0
"""Mark what is found in a Word file that somebody else wrote: comments, and tracked changes in a copy."""
