# SPDX-License-Identifier: Apache-2.0
"""The response forms that tenderers send back as bids, and the comparison of Word files with how they were made."""
