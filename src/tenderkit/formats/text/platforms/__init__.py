# SPDX-License-Identifier: Apache-2.0
"""Questions as files for learning platforms, and as a page that marks itself."""
