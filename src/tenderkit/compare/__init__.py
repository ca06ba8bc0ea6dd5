# SPDX-License-Identifier: Apache-2.0
"""Compare purchases, annexes and libraries: what came, went, changed or has other values, and why."""
