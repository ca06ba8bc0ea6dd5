# SPDX-License-Identifier: Apache-2.0
"""What differs between two purchases, annexes or libraries, written as text, Markdown, JSON data and HTML."""
