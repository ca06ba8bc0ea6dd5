# SPDX-License-Identifier: Apache-2.0
"""What `tenderkit new` shows on a terminal: the pages of the review, and the papers at the end."""
