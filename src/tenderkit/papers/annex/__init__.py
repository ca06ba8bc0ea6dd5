# SPDX-License-Identifier: Apache-2.0
"""The annex: what tenderers read."""
