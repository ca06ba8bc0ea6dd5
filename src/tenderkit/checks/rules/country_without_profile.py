# SPDX-License-Identifier: Apache-2.0
"""country-without-profile: a country of which no law is recorded.

The country of the authority or of delivery has no profile of its own and belongs to no group that has one, such as
the European Union. The international default is used: it knows no limits, no register and no duties of that country.
`build` warns of it too.

Passes:  country = "KE"
Fails:   country = "JM", as long as no profile has that name

Ask a legal service of the country, or add a profile in a library of your own.
"""

SEVERITY = "warn"
