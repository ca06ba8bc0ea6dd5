# SPDX-License-Identifier: Apache-2.0
"""What the proof of packs is made of: whether a key is right, and whether participants can read it."""
