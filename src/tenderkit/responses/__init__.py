# SPDX-License-Identifier: Apache-2.0
"""The response forms that tenderers send back, and annexes that are compared."""
