# SPDX-License-Identifier: Apache-2.0
"""The papers of a pack of exercises."""
