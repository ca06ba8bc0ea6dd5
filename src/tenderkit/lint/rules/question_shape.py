# SPDX-License-Identifier: Apache-2.0
"""question-shape: a question of the interview cannot be asked as it stands.

Applied when a library is read. A question sets a key or a fact; a choice offers words, each of them explained;
one that is asked only where it matters says which answers to try; a question on a line has no braces but
{kind}.

Passes:  kind = "choice", choices = ["yes", "no"], with `choice-text` for each
Fails:   kind = "choice", without words to choose from

Give it `key`, `choices`, `choice-text` or `try`, as the message says.
"""

SEVERITY = "error"
