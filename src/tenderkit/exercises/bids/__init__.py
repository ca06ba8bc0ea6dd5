# SPDX-License-Identifier: Apache-2.0
"""The bids of exercises: what they offer in the market of a scenario, and what they come to."""
