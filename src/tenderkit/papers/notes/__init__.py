# SPDX-License-Identifier: Apache-2.0
"""The notes: the paper that the contracting authority keeps in its own file and does not publish."""
