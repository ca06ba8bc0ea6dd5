# SPDX-License-Identifier: Apache-2.0
"""missing-profile: the library has no jurisdiction `international`.

Applied when a library is read. This profile is used for countries that have no profile of their own.

Passes:  jurisdictions/international.toml is there
Fails:   jurisdictions/ holds countries only

Add jurisdictions/international.toml.
"""

SEVERITY = "error"
