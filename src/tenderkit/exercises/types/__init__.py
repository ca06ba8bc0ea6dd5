# SPDX-License-Identifier: Apache-2.0
"""The types of exercises, one module for each."""
