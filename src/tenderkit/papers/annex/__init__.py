# SPDX-License-Identifier: Apache-2.0
"""Compose the annex to the tender documents, part by part."""
