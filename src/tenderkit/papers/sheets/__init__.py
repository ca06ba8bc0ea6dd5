# SPDX-License-Identifier: Apache-2.0
"""Compose the sheets in which tenderers enter prices and costs."""
