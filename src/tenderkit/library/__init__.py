# SPDX-License-Identifier: Apache-2.0
"""The clauses and all data about them, as frozen values."""
