# SPDX-License-Identifier: Apache-2.0
"""The notes: the part of the annex that the contracting authority keeps and does not publish."""
