# SPDX-License-Identifier: Apache-2.0
"""Open returned Word files, read the forms in them, and compare them with how they were made."""
