# SPDX-License-Identifier: Apache-2.0
"""Render results as text: Markdown, HTML, JSON, SARIF and others."""
