# SPDX-License-Identifier: Apache-2.0
"""Real tender documents, in which a lawyer has marked the faults, to show what `check` finds and what it misses.

`python -m tests.checks.real` prints, for the half by which rules are mended and for the half that is held out: the
share of the marked faults that is found, of all and of those that a rule could find, and the share of the findings
that is right; then each fault that is missed and each false finding. It ends with 1 where the shares are less than
those of `main`. What the files beside this one hold is said in their README.
"""
