# SPDX-License-Identifier: Apache-2.0
"""Read Word files that come back, and compare them."""
