# SPDX-License-Identifier: Apache-2.0
"""unreachable-profile: a jurisdiction that is used for no purchase.

The profile of a country, or of a part of one, is found by its ISO code, which is the name of the file. Catches a file
whose name is no ISO code (for a part: none that begins with that of a country), that lists no members, is not the
parent of another profile, and is not marked as an organisation (which a purchase names in `tender.jurisdiction`).

Passes:  jurisdictions/ug.toml, jurisdictions/gb-sct.toml
Fails:   jurisdictions/uganda.toml

Rename the file, list its `members`, or write `organisation = true`.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the profiles of jurisdictions that no purchase uses."""
    profiles = catalogue.library.jurisdictions
    parents = {profile.parent for profile in profiles.values()} | {"international"}
    for id_, profile in profiles.items():
        country = id_.partition("-")[0].upper() in catalogue.library.vocabulary.words("countries")
        if not (country or profile.members or id_ in parents or profile.organisation):
            message = f"“{id_}” is no code of a country, and nothing leads to it"
            fix = "Name the file by the ISO code of the country, such as ug.toml, or say organisation = true."
            yield Fault(message, fix, catalogue.profile_at(id_))
