# SPDX-License-Identifier: Apache-2.0
"""What the commands do with notices: write them, and begin purchases from them."""
