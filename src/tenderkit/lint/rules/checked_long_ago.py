# SPDX-License-Identifier: Apache-2.0
"""checked-long-ago: a source, or an entry of a profile, that nobody has read again for more than a year.

Law changes. `checked` is the day on which somebody last read the source for the entry. It is compared with the day
of the run, or that of SOURCE_DATE_EPOCH.

Passes:  checked = 2026-11-29     on a day of 2027
Fails:   checked = 2026-11-29     on a day of 2028

Read the source again, mend the entry where it changed, and write the day on which you read it.
"""

import datetime
from collections.abc import Iterator, Sequence

from tenderkit.findings import Place
from tenderkit.library.jurisdiction import (
    PROVISIONS,
    Duty,
    EWaste,
    Jurisdiction,
    Limit,
    ProcurementLaw,
    ProcurementRule,
    ProductRule,
    Register,
    SizeValue,
    Weekend,
)
from tenderkit.library.shape import format_key
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "info"

YEAR = datetime.timedelta(days=366)


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the entries that were last checked more than a year before the day of the run."""
    if catalogue.today is None:
        return
    for place, checked in _list_checked(catalogue):
        if checked is not None and catalogue.today - checked > YEAR:
            message = f"it was last checked on {checked.isoformat()}"
            yield Fault(message, "Read the source again, and write the day on which you read it.", place)


def _list_checked(catalogue: Catalogue) -> Iterator[tuple[Place, datetime.date | None]]:
    """Yield every entry that can say when it was checked, as its place and that day."""
    file = catalogue.files.get("sources.toml", "sources.toml")
    for id_, source in catalogue.library.sources.items():
        yield Place(file, f"{id_}.checked"), source.checked
    for id_, profile in catalogue.library.jurisdictions.items():
        for key, checked in _list_of_profile(profile):
            yield catalogue.profile_at(id_, f"{key}.checked"), checked
    for overlay in catalogue.library.overlays:
        for number, limit in enumerate(overlay.limits, 1):
            yield Place(overlay.file, f"limits.{number}.checked"), limit.checked


def _list_of_profile(profile: Jurisdiction) -> Iterator[tuple[str, datetime.date | None]]:
    """Yield the entries of a profile, as the key in its file and the day of the last check."""
    regime = profile.e_waste
    single: dict[str, ProcurementLaw | ProcurementRule | Weekend | EWaste | Register | None] = {
        **{format_key(name): getattr(profile, name) for name in PROVISIONS},
        "e-waste": regime,
        "e-waste.register": regime and regime.register,
        "e-waste.registers": regime and regime.registers,
        "e-waste.operators": regime and regime.operators,
        "e-waste.proof": regime and regime.proof,
    }
    for key, entry in single.items():
        if entry is not None:
            yield key, entry.checked
    lists: dict[str, Sequence[SizeValue | Limit | ProductRule | Duty]] = {
        "small-value": profile.small_value,
        "large-value": profile.large_value,
        "threshold-value": profile.threshold_value,
        "limits": profile.limits,
        "product-rules": profile.product_rules,
        "duties": profile.duties,
    }
    for key, entries in lists.items():
        for number, listed in enumerate(entries, 1):
            yield f"{key}.{number}", listed.checked
