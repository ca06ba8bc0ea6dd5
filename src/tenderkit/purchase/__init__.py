# SPDX-License-Identifier: Apache-2.0
"""The purchase file: its shape and values, its text in TOML, and the answers that people type for it."""
