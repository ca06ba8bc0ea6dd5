# SPDX-License-Identifier: Apache-2.0
"""refurbished-excluded: words that shut out refurbished units or re-used parts.

Catches the phrases of the list `refurbished-blockers`, such as “new only” and “factory sealed”, in titles, notes,
criteria and values, unless the sentence gives a reason or lets refurbished units in all the same. Refurbished units
serve many uses as well, and are part of what a circular purchase is for. `build` warns of it too.

Passes:  note = "New or refurbished."
Passes:  note = "New, because the units go into an approved medical system."
Fails:   note = "Brand new units only."

Allow them, in a lot or as a variant if need be, or give the reason in the same sentence.
"""

SEVERITY = "warn"
