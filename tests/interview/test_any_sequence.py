# SPDX-License-Identifier: Apache-2.0
"""Whatever is answered, in whatever order, the file stays a purchase file that can be gone on with."""

import operator
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.interview.review import Review
from tenderkit.library.reading import shipped_data
from tenderkit.purchase.reading import parse_purchase
from tenderkit.selection.select import select
from tests.interview.scripted import BACK, ENTER, FIRST, OPEN, STOP, Asked, Script, chooser, interview, shipped

HEAD = 'tenderkit = 1\nlanguage = "en"\n'
# What people begin with: nothing, files in every style of TOML, and purchases that are complete.
STARTS = {
    "tables": FIRST,
    "inline": f'{HEAD}tender = {{}}\nlots = [{{ items = [{{ category = "laptop" }}] }}, {{}}]\n',
    "dotted": f'{HEAD}tender.title = "x"\n[[lots]]\nacquisition = "lease"\n',
    "deep": f"""{HEAD}[tender.answers]
need-check = []
[[lots]]
[[lots.items]]
category = "laptop"
[[lots.returns]]
cpv = "30213100-6"
quantity = 3
[lots.parameters.take-back]
sites = ["x"] # here
""",
    "apart": f"""{HEAD}[[lots]]
[[excluded]]
clause = "spare-parts"
reason = "x"
lot = 2
[[lots]]
[tender] # last
""",
    **{name: path.read_text(encoding="utf-8") for name, path in shipped_data.list_example_purchases().items()},
}
# Answers that fit, by question; the others take Enter, or this number.
GOOD = {
    "title": "A tender",
    "launch": "2027-01-15",
    "quantity": "5",
    "months": "36",
    "value": "450000 EUR",
    "options": "12, 6",
    "delivery-from": "2027-09-01",
}
TYPED = (
    *("", " ", "0", "1", "3", "7", "0,5", "-1", "999999999999", "1e400", "nan", "٣٦", "450000 EUR", "2027-02-30"),
    *(
        "2029-12-31",
        "undecided",
        "a; b",
        'He said "no" \\ # = [x] {y}',
        "'''",
        "ünï ✓ 学校",
        "a\tb\nc",
        "\x07",
        "\udcff",
    ),
)
# Further kinds of equipment, two of them with a number.
CODES = ("30213100-6", "30231300", "15000000-8", "7 tablets", "1,200 30231300")


def helpful(asked: Asked) -> Any:
    """An answer that brings the interview on."""
    if asked.how == "text":
        if asked.default and not asked.refused:
            return ENTER
        return OPEN if asked.prompt.optional else GOOD.get(asked.id, "7")
    if not asked.values:
        return BACK
    there = asked.default if asked.how == "choose_many" else [v for v in asked.values if v == asked.default]
    return (
        ENTER
        if there or (asked.prompt.optional and asked.id != "items")  # Enter alone does not say that nothing is bought
        else asked.values[0]
        if asked.how == "choose"
        else [asked.values[0]]
    )


def possible(asked: Asked) -> list[Any]:
    """What somebody may answer; the first brings the interview on."""
    if asked.refused:
        return [helpful(asked)]
    ways = [helpful(asked), BACK, STOP, *([OPEN] if asked.prompt.optional else [])]
    if asked.id == "review.ask":
        return [v for v in asked.values if v not in ("build", "build-page", "stop")] * 3 + ways
    if asked.id == "lots":
        return [*ways, "2", "3", "0", "x"]
    if asked.how == "text":
        return [*ways, *TYPED, GOOD.get(asked.id, "7")]
    values = asked.values[:30]
    if asked.how == "choose":
        return [*ways, *values, *values, "no such thing", "9999"]
    pairs = [[one, other] for one, other in zip(values, values[3:], strict=False)]
    return [*ways, *([v] for v in values), *pairs, *([code] for code in CODES), [], "no such thing"]


def answering(picks: Iterator[int]) -> Script:
    """A script that answers what the picks say; it ends the interview where there are no more."""

    def script(asked: Asked) -> Any:
        pick = next(picks, None)
        if pick is None:
            return STOP
        ways = possible(asked)
        return ways[pick % len(ways)]

    return script


def finishing(asked: Asked) -> Any:
    """A script that brings an interview to its end."""
    if asked.id == "review.ask":
        return "build" if "build" in asked.values else "stop"
    return helpful(asked)


def problems(path: Path) -> list[Finding]:
    """Why `tenderkit build` would not take the file; empty where it would."""
    text = path.read_text(encoding="utf-8")
    tomllib.loads(text)
    try:
        select(shipped(), parse_purchase(text, path.name, "toml"))
    except InvalidInput as error:
        return list(error.findings)
    return []


def sitting(path: Path, script: Script) -> None:
    """One interview on the file, review included, up to the annex or to an interrupt."""
    session, asker = interview(path, script)
    assert session.find_problems() == []
    try:
        session.run()
        assert session.find_missing() == []
        Review(session, chooser(session.library)).run()
    except KeyboardInterrupt:
        pass
    assert [text for text in asker.said if "None" in text] == []
    assert [asked.text for asked in asker.asked if asked.how != "text" and not asked.choices] == []


@given(start=st.sampled_from(sorted(STARTS)), picks=st.lists(st.integers(0, 9999), max_size=60))
@settings(max_examples=40)
@example(start="tables", picks=[0] * 17)
@example(start="apart", picks=[0, 0, 0, 0, 0, 953, 0, 1527, 0, 0, 279])
def test_any_sequence_of_answers_ends_with_a_purchase_or_with_what_is_missing(start: str, picks: list[int]) -> None:
    left = iter(picks)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "purchase.toml"
        if start != "tables":
            path.write_text(STARTS[start], encoding="utf-8")
        while operator.length_hint(left):
            sitting(path, answering(left))
            assert not path.exists() or [f for f in problems(path) if not (f.place.key and f.message)] == []
        sitting(path, finishing)
        assert {finding.rule for finding in problems(path)} <= {"weights", "included", "excluded"}
