# SPDX-License-Identifier: Apache-2.0
"""overlay-forbidden: a library on top changes what it may not.

Applied when a library is read. The version of the library below and the list of countries are the same for all.

Take the table out.
"""

SEVERITY = "error"
