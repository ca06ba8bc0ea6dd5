# SPDX-License-Identifier: Apache-2.0
"""The purchase file: its shape, its values, its text."""
