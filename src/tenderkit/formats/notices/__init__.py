# SPDX-License-Identifier: Apache-2.0
"""The formats of notices: OCDS releases and eForms contract notices."""
