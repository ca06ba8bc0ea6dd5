# SPDX-License-Identifier: Apache-2.0
"""The response forms that tenderers send back as bids, and Word files compared with how they were made."""
