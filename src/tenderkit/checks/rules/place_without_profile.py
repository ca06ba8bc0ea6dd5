# SPDX-License-Identifier: Apache-2.0
"""place-without-profile: a part of a country whose own law is not recorded.

`tender.place` names a part that may have rules of its own; the profile of the country is used. `build` warns of it
too.

Passes:  a purchase without `tender.place`
Fails:   place = "US-NY", as long as no profile has that name

Check which rules of that place hold in addition to those of the country.
"""

SEVERITY = "warn"
