# SPDX-License-Identifier: Apache-2.0
"""invisible-letters: a text with characters that nobody sees.

Soft hyphens, zero-width spaces and the like come with copied text; they break searches and comparisons of words.
`build` warns of it too.

Passes:  title = "Laptops", typed by hand
Fails:   title = "Laptops", in which a zero-width space parts two letters

Type the text again by hand.
"""

SEVERITY = "warn"
