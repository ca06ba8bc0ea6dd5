# SPDX-License-Identifier: Apache-2.0
"""Choose the clauses and values for a purchase, each with its reason."""
