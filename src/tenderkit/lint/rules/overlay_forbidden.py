# SPDX-License-Identifier: Apache-2.0
"""overlay-forbidden: an overlay changes something that it must not change.

Applied when a library is read. An overlay is an authority's own library on top of the shipped one. It
must not change the version of the shipped library or the list of countries, and a clause with which
it replaces another one keeps the theme.

Passes:  [units.visits] in the vocabulary of an overlay
Fails:   [countries] in the vocabulary of an overlay

Take the table out, or move the clause.
"""

SEVERITY = "error"
