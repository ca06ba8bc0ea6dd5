# SPDX-License-Identifier: Apache-2.0
"""The workbench of translators: the texts of a library as rows, what is wrong in rows that come back, new files."""
