# SPDX-License-Identifier: Apache-2.0
"""unknown-word: a name that is not declared in the library.

Applied when a library is read, so that a library with this fault is not checked further. Catches a fact in a
condition that no question of `questions.toml` sets; a `{{ name }}` in a text for which the clause has no
parameter; a product category, acquisition model, unit, anchor, group, theme or set that the vocabulary does not
list; a clause, source, jurisdiction, variant or parameter that is named but not there. A condition on an
unknown fact would never hold, a text with an unknown name could not be printed, and a slip of spelling would
look like a decision.

Passes:  {{ parts_years }} in a text, and [parameters.parts-years] in the clause.
Fails:   {{ part_years }} in a text, and only [parameters.parts-years] in the clause.

Correct the spelling (the message names the nearest word), or declare the word: a question in `questions.toml`, a
parameter in the clause, an entry in `vocabulary.toml` or `sources.toml`.
"""

SEVERITY = "error"
