# SPDX-License-Identifier: Apache-2.0
"""translation-missing: a label or text lacks a language that the clauses have.

Applied when a library is read. Catches a table of texts by language (label, title, text, help, choice-text,
output, and the texts of the profiles) in the vocabulary, the questions, the buyer steps, the jurisdictions or a
library on top that lacks one of the languages in which clause texts exist, or is empty there. An annex in that
language would have a gap, or would print English silently; a missing term is shown as a gap, never filled from
another language. Clause texts themselves are in one language today, so this rule does not look at them.

Passes:  label.en = "lease", where clause texts are in English
Fails:   label.fr = "location", and no label.en

Add the text in the language that is missing, and have a native speaker read it.
"""

SEVERITY = "error"
