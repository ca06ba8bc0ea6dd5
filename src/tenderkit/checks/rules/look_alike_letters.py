# SPDX-License-Identifier: Apache-2.0
"""look-alike-letters: a word with a letter of another alphabet that only looks alike.

A Cyrillic “е” in a Latin word, for example: the word is never found in a search, and no rule on words sees it as it
is read. `build` warns of it too.

Passes:  title = "Laptops", typed by hand
Fails:   title = "Laptops", in which the first “a” is a Cyrillic letter

Type the word again by hand.
"""

SEVERITY = "warn"
