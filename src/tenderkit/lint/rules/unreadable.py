# SPDX-License-Identifier: Apache-2.0
"""unreadable: the file cannot be read as text.

Applied when a library is read. Catches files that are larger than 5 MB, not in UTF-8, nested hundreds of levels
deep, links, and files that lie outside the folder of the library.

Passes:  a text file in UTF-8
Fails:   a link to a file elsewhere; a text with an invisible character in it

Save it as UTF-8, split it, put a copy in the place of a link, or type the text by hand.
"""

SEVERITY = "error"
