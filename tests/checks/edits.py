# SPDX-License-Identifier: Apache-2.0
"""Annexes edited in LibreOffice as buyers edit them, to show that `check` says exactly what was edited.

`python -m tests.checks.edits 12 7` makes 12 annexes of six purchases, one of them in Arabic, with the random seed 7.
Each is edited in LibreOffice by a macro: a clause is deleted, a brand is added, a number is changed, a paragraph of
another tender is pasted or a heading typed, in every third annex two of these. It prints what is missed, what is told
twice and what is told besides, and ends with 1 if there is anything of the kind. It takes two minutes for 30 annexes.
"""

import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from tenderkit.findings import Finding
from tests.checks.proof.annexes import build_annex, check_annex, list_new
from tests.checks.proof.office_edits import OfficeEdit, plan_edits
from tests.checks.proof.office_macro import edit_in_office

PURCHASES = (
    ("small-laptops", "en"),
    ("ke-school-laptops", "en"),
    ("de-displays-take-back", "en"),
    ("eg-school-laptops", "ar"),
    ("in-city-disposal", "en"),
    ("three-lots", "en"),
)


def plan(number: int) -> tuple[str, str, list[OfficeEdit]]:
    """The name and the language of an annex, and the edits planned for it; the same for the same number."""
    name, language = PURCHASES[number % len(PURCHASES)]
    chance = random.Random(number)
    count = 2 if number % 3 == 2 else 1
    # So that each purchase gets each kind of edit in turn.
    return name, language, plan_edits(name, language, count, number // len(PURCHASES) + number, chance)


def compare(edits: Iterable[OfficeEdit], findings: Iterable[Finding]) -> Iterator[str]:
    """Yield what was not told, what was told twice, and what was told besides the edits."""
    left = list(findings)
    for edit in edits:
        telling = [finding for finding in left if edit.tells(finding)]
        following = [finding for finding in left if edit.explains(finding)]
        if not telling:
            yield f"missed: {edit.kind} in {edit.clause}: {edit.steps}"
        if len(telling) > 1:
            yield f"told {len(telling)} times: {edit.kind} in {edit.clause}: {[f.message for f in telling]}"
        if edit.needs_other and not following:
            yield f"missed by {edit.others}: “{edit.pasted}”"
        left = [finding for finding in left if finding not in (*telling, *following)]
    for finding in left:
        yield f"told besides: {finding.severity} {finding.rule}: {finding.place.key}: {finding.message}"


def main(number: int, seed: int) -> int:
    """Edit annexes, check them, and print what is not exactly the edits. Returns 0 if nothing is, else 1."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("LibreOffice is not there: nothing was shown")
        return 1
    plans = {n: plan(n) for n in range(seed * number, (seed + 1) * number)}
    jobs = {
        str(n): (build_annex(name, language), [step for edit in edits for step in edit.steps])
        for n, (name, language, edits) in plans.items()
    }
    edited = edit_in_office(office, jobs)
    made, wrong = Counter[str](), 0
    for n, (name, language, edits) in plans.items():
        made.update(edit.kind for edit in edits)
        faults = list(compare(edits, list_new(check_annex(edited[str(n)]), name, language)))
        wrong += bool(faults)
        for fault in faults:
            print(f"{n}, {name} in {language}, {' and '.join(edit.kind for edit in edits)}: {fault}")
    for kind, count in sorted(made.items()):
        print(f"{kind:20} {count:4}")
    print(f"{sum(made.values())} edits in {number} annexes: `check` says exactly these in {number - wrong} annexes")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
