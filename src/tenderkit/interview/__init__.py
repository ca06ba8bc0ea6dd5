# SPDX-License-Identifier: Apache-2.0
"""The interview: asks the questions on a terminal and keeps the answers in the purchase file."""
