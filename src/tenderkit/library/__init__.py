# SPDX-License-Identifier: Apache-2.0
"""The clause library: clauses, questions, sources, jurisdictions and vocabulary, as frozen values."""
