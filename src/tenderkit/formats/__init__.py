# SPDX-License-Identifier: Apache-2.0
"""An annex as text, one module a format. Nothing here reads or writes a file."""
