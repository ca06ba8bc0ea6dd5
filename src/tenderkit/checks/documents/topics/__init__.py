# SPDX-License-Identifier: Apache-2.0
"""What a document that tenderkit did not make is about: its passages, and the clauses on which it says nothing."""
