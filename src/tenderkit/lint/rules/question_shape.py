# SPDX-License-Identifier: Apache-2.0
"""question-shape: a question of the interview cannot be asked the way it is written.

Applied when a library is read. A question sets a key or a fact; a choice offers words, each with an explanation;
a question that is asked only if its answer matters lists the answers to `try`; the text of a question on a line
of a lot has no placeholder but {kind}.

Passes:  kind = "choice", choices = ["yes", "no"], with `choice-text` for each
Fails:   kind = "choice", without words to choose from

Give it `key`, `choices`, `choice-text` or `try`, as the message says.
"""

SEVERITY = "error"
