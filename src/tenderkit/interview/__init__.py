# SPDX-License-Identifier: Apache-2.0
"""The interview: ask the buyer the questions on a terminal and keep the answers in the purchase file."""
