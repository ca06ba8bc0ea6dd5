# SPDX-License-Identifier: Apache-2.0
"""Notices: what a purchase announces, as plain values that the formats write and read."""
