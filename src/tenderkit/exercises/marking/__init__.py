# SPDX-License-Identifier: Apache-2.0
"""What participants hand in is read, marked and reported."""
