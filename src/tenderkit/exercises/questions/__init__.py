# SPDX-License-Identifier: Apache-2.0
"""Turn the variants of a pack into questions for learning platforms and web pages."""
