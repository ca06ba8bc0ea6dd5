# SPDX-License-Identifier: Apache-2.0
"""report-date-missing: a duty to report without a date, interval or period.

Catches a sentence of a requirement by which somebody shall report, or shall send, hand over or
write a report, if neither its paragraph nor another sentence on the report gives a date, an
interval or a period, be it in words (list `report-times`) or as a value in units of time. A report
without a due date is never late, so the duty cannot be enforced. Test reports and the like (list
`other-reports`) are proof, not duties to report.

Passes:  The contractor shall report on each unit within {{ report_days }} {{ report_days_anchor }}.
Fails:   The contractor shall send a report on the units collected.

Write by which day, how often or within what time.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, Wording, make_fault
from tenderkit.lint.phrases import Phrases, Words
from tenderkit.lint.quantities import Quantities, measures_in
from tenderkit.lint.statements import find_requirements

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the duties to report without a date, interval or period."""
    duty, report = Phrases(catalogue, source=_build_duty), Phrases(catalogue, "report-words")
    other, times = Phrases(catalogue, "other-reports"), Phrases(catalogue, "report-times")
    quantities = {language: Quantities(catalogue, language) for language in catalogue.languages}
    units = catalogue.words("time-units")

    def timed(wording: Wording, text: str) -> bool:
        values = [name for name, _, parameter in wording.parameters if measures_in(parameter.unit, units)]
        typed = any(measures_in(q.unit, units) for q in quantities[wording.language].find_all(text))
        return (
            typed or bool(times[wording.language].search(text)) or any(f"{{{{ {name} }}}}" in text for name in values)
        )

    # What a tenderer hands in once, with the tender, is no report of the contract.
    for requirement in find_requirements(catalogue, "contract-performance-clause"):
        sentences = [
            (wording, other[wording.language].blank_out(sentence)) for wording, sentence in requirement.sentences
        ]
        for wording, sentence in sentences:
            phrase = duty[wording.language].find(sentence)
            if phrase is None or timed(wording, wording.text):
                continue
            if not any(report[s.language].search(part) and timed(s, part) for s, part in sentences):
                message = f"“{phrase}” says no date, interval or period"
                place = catalogue.place(wording)
                yield make_fault(message, "Say by when, or how often.", place, "report-date-missing", phrase=phrase)


def _build_duty(words: Words) -> str:
    """Return the regular expression for a duty to report, such as “shall report” or “shall send a report”."""
    handed_in = rf"{words('report-verbs')}\s+[^.;]{{0,80}}?{words('report-words')}"
    return rf"{words('duty-verbs')}\s+(?:\w+\s+)?(?:{words('reporting-verbs')}|{handed_in})"
