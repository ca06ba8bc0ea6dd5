# SPDX-License-Identifier: Apache-2.0
"""Streams: a purchase in JSON on each line in, an answer in JSON on each line out."""
