# SPDX-License-Identifier: Apache-2.0
"""acceptance-stale: a finding was accepted, and is no longer there.

The file of accepted findings, `<name>.accepted.toml`, has an entry that no finding matches: the fault was mended,
its words or numbers are others now, or a new version of tenderkit says it in other words. A reason for a fault that
nobody sees any more is soon taken for the reason of another.

Passes:  an entry whose rule, place and words are those of a finding
Fails:   the entry for a note that was changed since

Take the entry out. If another fault is found at its place now, accept it anew with `--accept`.
"""

SEVERITY = "warn"
