# SPDX-License-Identifier: Apache-2.0
"""The notes: what the contracting authority keeps."""
