# SPDX-License-Identifier: Apache-2.0
"""Training exercises: annexes with planted defects, each with a key that the rules prove."""
