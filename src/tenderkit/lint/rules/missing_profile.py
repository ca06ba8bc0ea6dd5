# SPDX-License-Identifier: Apache-2.0
"""missing-profile: there is no jurisdiction `international`.

Applied when a library is read. It is what counts where no profile fits the country.

Passes:  jurisdictions/international.toml is there
Fails:   jurisdictions/ holds countries only

Add jurisdictions/international.toml.
"""

SEVERITY = "error"
