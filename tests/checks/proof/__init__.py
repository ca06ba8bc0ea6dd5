# SPDX-License-Identifier: Apache-2.0
"""What the proofs of `check` are made of: annexes, what people do to them in Word, faults, and harmless edits."""
