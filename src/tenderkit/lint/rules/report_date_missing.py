# SPDX-License-Identifier: Apache-2.0
"""report-date-missing: a duty to report, and nobody knows when.

Catches a sentence of a requirement by which somebody shall report, or shall send, hand over or
write a report, where neither its paragraph nor another sentence on the report says a date, an
interval or a period: in words (list `report-times`) or as a value of time. A duty without a day is
never late and cannot be enforced. Test reports and the like (list `other-reports`) are proof, not
duties to report.

Passes:  The contractor shall report on each unit within {{ report_days }} {{ report_days_anchor }}.
Fails:   The contractor shall send a report on the units collected.

Say by when, how often or within what time.
"""

import re
from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, Said
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.quantities import Quantities, measures

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """The duties to report without a time."""
    duty = {language: _duty(catalogue, language) for language in catalogue.languages}
    report, other = Phrases(catalogue, "report-words"), Phrases(catalogue, "other-reports")
    quantities = {language: Quantities(catalogue, language) for language in catalogue.languages}
    times, units = Phrases(catalogue, "report-times"), catalogue.words("time-units")

    def timed(said: Said, text: str) -> bool:
        values = [name for name, _, parameter in said.parameters if measures(parameter.unit, units)]
        typed = any(measures(q.unit, units) for q in quantities[said.language].of(text))
        return typed or bool(times[said.language].search(text)) or any(f"{{{{ {name} }}}}" in text for name in values)

    # What a tenderer hands in once, with the tender, is no report of the contract.
    contract = [said for said in catalogue.contract_texts if said.clause.kind == "contract-performance-clause"]
    requirements = [said for said in contract if said.field == "requirement"]
    for said in requirements:
        for sentence in said.sentences:
            found = duty[said.language].search(other[said.language].sub("", sentence))
            if found is None or timed(said, said.text):
                continue
            beside = [s for s in requirements if s.clause is said.clause and s.variant == said.variant]
            parts = [(s, other[s.language].sub("", part)) for s in beside for part in s.sentences]
            if not any(report[s.language].search(part) and timed(s, part) for s, part in parts):
                message = f"“{found[0]}” says no date, interval or period"
                yield Fault(message, "Say by when, or how often.", catalogue.place(said))


def _duty(catalogue: Catalogue, language: str) -> re.Pattern[str]:
    """A sentence that makes somebody report."""
    modal, verb, given, report = (
        Phrases(catalogue, name)[language].pattern
        for name in ("duty-verbs", "reporting-verbs", "report-verbs", "report-words")
    )
    return re.compile(rf"{modal}\s+(?:\w+\s+)?(?:{verb}|{given}\s+[^.;]{{0,80}}?{report})", re.IGNORECASE)
