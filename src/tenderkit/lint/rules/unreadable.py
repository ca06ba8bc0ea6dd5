# SPDX-License-Identifier: Apache-2.0
"""unreadable: the file cannot be read as text.

Applied when a library is read. Catches files that are larger than 5 MB, are not in UTF-8, hold tables nested
hundreds of levels deep or an invisible character, are links, or are outside the folder of the library.

Passes:  a text file in UTF-8
Fails:   a link to a file elsewhere; a text with an invisible character in it

Save the file as UTF-8, split it, replace a link by a copy, or type the text by hand.
"""

SEVERITY = "error"
