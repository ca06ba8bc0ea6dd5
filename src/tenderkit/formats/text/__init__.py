# SPDX-License-Identifier: Apache-2.0
"""Render papers, lists and findings as text: Markdown, HTML, JSON, SARIF and others."""
