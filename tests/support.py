# SPDX-License-Identifier: Apache-2.0
"""Tiny libraries and purchases for tests, made in memory along the path that real files take.

A test that is about a rule says only what the rule needs; everything else comes from the defaults here. The
vocabulary and the English frame texts are the shipped ones; clauses, profiles and sources are the test's own.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from lxml import etree
from pydantic import ValidationError

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.formats.word.write.writer import write_parts
from tenderkit.library.buyer_steps import BuyerStep
from tenderkit.library.clause import Clause
from tenderkit.library.jurisdiction import Jurisdiction
from tenderkit.library.language import Frame, Language
from tenderkit.library.library import Library, Source
from tenderkit.library.question import Question
from tenderkit.library.reading import shipped_data, text_files
from tenderkit.library.reading.category_groups import expand_groups, list_members
from tenderkit.library.reading.check_library import check_library
from tenderkit.library.reading.schema import get_validator
from tenderkit.library.reading.validation import make_findings
from tenderkit.library.vocabulary import Vocabulary
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.clause_text import PrintedClause, print_clauses
from tenderkit.papers.paper import Paper
from tenderkit.purchase.purchase import Purchase, validate_content
from tenderkit.purchase.reading import parse_purchase
from tenderkit.selection.select import select
from tenderkit.selection.selection import Decision, LotSelection, Pick, Selection

Table = dict[str, Any]


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    path = shipped_data.find_data_folder() / "clauses" / "vocabulary.toml"
    read: Vocabulary = get_validator(Vocabulary).validate_python(
        text_files.parse_toml(text_files.read_text(path, path.name), path.name)
    )
    return read


@cache
def english() -> Language:
    """The shipped English frame texts."""
    path = shipped_data.find_data_folder() / "templates" / "frame" / "en.toml"
    frame: Frame = get_validator(Frame).validate_python(
        text_files.parse_toml(text_files.read_text(path, path.name), path.name)
    )
    return Language("en", frame)


# Clause files


def clause(**overrides: Any) -> Table:
    """A minimal valid clause file: a technical specification in every set, for every lot.

    Keys of `text` given in `overrides` are put beside the default ones; a value of None takes a key out.
    """
    kind = overrides.get("kind", "technical-specification")
    text: Table = {
        "title": "A title",
        "requirement": "The tenderer shall do it.",
        "verification": {"declaration": "A declaration."},
        "question": "Will you do it?",
    }
    data: Table = {
        "version": 1,
        "status": "stable",
        "kind": kind,
        "group": "warranty-and-repair",
        "levels": ["core", "comprehensive"],
        "sets": ["short", "standard"],
        "applies": [{}],
    }
    if kind == "contract-performance-clause":
        text["remedy"] = "The fault is put right."
    if kind == "award-criterion":
        data["scale"] = {"type": "lowest"}
    if kind == "general-rule":
        data["scope"] = "tender"
    texts = {key: value for key, value in {**text, **overrides.get("text", {})}.items() if value is not None}
    whole = {**data, **overrides, "text": texts}
    return {key: value for key, value in whole.items() if value is not None}


def award(**overrides: Any) -> Table:
    """A minimal valid award criterion; see `clause`."""
    return clause(**{"kind": "award-criterion", **overrides})


def performance(**overrides: Any) -> Table:
    """A minimal valid contract performance clause; see `clause`."""
    return clause(**{"kind": "contract-performance-clause", **overrides})


def parameter(*cases: Table, **overrides: Any) -> Table:
    """A parameter: years, at least, proposed by this project; without cases one of 5 for everything."""
    return {
        "title": "Years",
        "type": "integer",
        "unit": "years",
        "direction": "min",
        "cases": [{"mark": "P", **case} for case in cases or [{"core": 5}]],
        **overrides,
    }


def steps(*values: float, **overrides: Any) -> Table:
    """A scale with a step at each value; the last one gives the whole share."""
    share = [{"from": v, "share": (i + 1) / len(values)} for i, v in enumerate(values)]
    return {"type": "steps", "unit": "years", "steps": share, **overrides}


# Profiles, sources, questions


def profile(**overrides: Any) -> Table:
    """A jurisdiction file."""
    return {"title": {"en": "A place"}, **{k.replace("_", "-"): v for k, v in overrides.items()}}


def limit(target: str, value: Any, **overrides: Any) -> Table:
    """A confirmed limit of law on `CLAUSE.NAME`, in years, without date; None takes a key out."""
    whole = {
        "parameter": [target],
        "value": value,
        "unit": "years",
        "source": "a-law",
        "mark": "C",
        **{k.rstrip("_").replace("_", "-"): v for k, v in overrides.items()},
    }
    return {key: value for key, value in whole.items() if value is not None}


SOURCES: Mapping[str, Table] = {
    "a-law": {"title": "A law", "kind": "law", "status": "in-force", "mark": "C"},
    "another-law": {"title": "Another law", "kind": "law", "status": "in-force", "mark": "C"},
    "a-label": {"title": "A label", "kind": "label", "status": "voluntary", "mark": "C"},
}
QUESTIONS: Mapping[str, Table] = {
    "accepts-refurbished": {
        "kind": "boolean",
        "scope": "lot",
        "label": {"en": "Refurbished units"},
        "text": {"en": "May units be refurbished?"},
        "help": {"en": "Used units."},
    },
    "sites": {
        "kind": "integer",
        "scope": "tender",
        "label": {"en": "Sites"},
        "text": {"en": "How many sites?"},
        "help": {"en": "Places."},
    },
    "use": {
        "kind": "choice",
        "scope": "lot",
        "choices": ["office", "outdoors"],
        "choice-text": {"office": {"en": "in an office"}, "outdoors": {"en": "outdoors"}},
        "label": {"en": "Place of use"},
        "text": {"en": "Where are the units used?"},
        "help": {"en": "A place."},
    },
}


# Libraries


def library(
    clauses: Mapping[str, Table],
    jurisdictions: Mapping[str, Table] | None = None,
    *,
    sources: Mapping[str, Table] = SOURCES,
    questions: Mapping[str, Table] = QUESTIONS,
    faulty: bool = False,
) -> Library:
    """A library from clause files, in the order of the loader.

    Parameters: `clauses`, by id, or by `theme/id` where the theme matters; `jurisdictions`, to which
    `international` is added; `faulty`, which lets faults pass that the loader would refuse.
    """
    profiles = {"international": profile(title={"en": "International"}), **(jurisdictions or {})}
    words = vocabulary()
    members = list_members(words)
    made: list[Clause] = []
    for path, data in clauses.items():
        theme, _, id_ = path.rpartition("/")
        data = expand_groups(dict(data), members)
        made.append(get_validator(Clause).validate_python({**data, "id": id_, "theme": theme or "useful-life"}))
    whole = Library(
        words,
        get_validator(dict[str, Question]).validate_python(expand_groups(dict(questions), members)),
        get_validator(dict[str, Source]).validate_python(dict(sources)),
        {id_: get_validator(Jurisdiction).validate_python(data) for id_, data in profiles.items()},
        {c.id: c for c in sorted(made, key=words.sort_key)},
        "0" * 64,
    )
    if not faulty:
        faults = faults_of(whole)
        assert faults == [], faults
    return whole


def buyer_step(*advice: Table | str, **overrides: Any) -> Table:
    """A buyer step of `buyer-steps.toml`: paragraphs of advice, each with its words alone or as a table; for every
    lot unless told otherwise.
    """
    told: list[Table] = [{"text": {"en": one}} if isinstance(one, str) else one for one in advice or ("Do it.",)]
    return {"title": {"en": "A step"}, "output": {"en": "A paper"}, "applies": [{}], "advice": told, **overrides}


def with_steps(whole: Library, **steps_: Table) -> Library:
    """A library with these buyer steps in it; `_` stands for `-`."""
    named = {id_.replace("_", "-"): step for id_, step in steps_.items()}
    return replace(whole, buyer_steps=get_validator(dict[str, BuyerStep]).validate_python(named))


def faults_of(whole: Library) -> list[Finding]:
    """What the integrity check says to a library whose files are named after their ids."""
    files = {id_: f"{one.theme}/{id_}.toml" for id_, one in whole.clauses.items()}
    files |= {f"jurisdictions/{id_}": f"jurisdictions/{id_}.toml" for id_ in whole.jurisdictions}
    return check_library(whole, files)


# Purchases


def lot(items: Mapping[str, int] | None = None, returns: Mapping[str, int] | None = None, **overrides: Any) -> Table:
    """A lot: 100 laptops bought for four years with personal data, unless told otherwise.

    Parameters: `items` and `returns`, quantities by category. A take-back lot without lines hands over 100
    laptops. None takes a key out.
    """
    back = overrides.get("acquisition") == "take-back"
    if items is None:
        items = {} if back else {"laptop": 100}
    if returns is None:
        returns = {"laptop": 100} if back else {}
    whole = {
        "title": "A lot",
        "acquisition": "purchase",
        "months": 48,
        "data": "personal",
        "items": [{"category": c, "quantity": n} for c, n in items.items()],
        "returns": [{"category": c, "quantity": n} for c, n in returns.items()],
        **{k.replace("_", "-"): v for k, v in overrides.items()},
    }
    return {key: value for key, value in whole.items() if value is not None}


def purchase_data(tender: Table | None = None, lots: Sequence[Table] | None = None, **overrides: Any) -> Table:
    """A purchase as its file would hold it; keys of `tender` are put beside the default ones, None takes one out."""
    value = {"amount": 100_000, "currency": "EUR"}
    whole = {"title": "A tender", "launch": LAUNCH.date(), "value": value, **(tender or {})}
    return {
        "tenderkit": 1,
        "language": "en",
        "tender": {key: answer for key, answer in whole.items() if answer is not None},
        "lots": list(lots) if lots is not None else [lot()],
        **overrides,
    }


def purchase(whole: Library, **overrides: Any) -> Purchase:
    """A validated purchase; see `purchase_data`. Raises InvalidInput as the command line would."""
    try:
        return validate_content(purchase_data(**overrides), whole, ("en",), "toml")
    except ValidationError as error:
        raise InvalidInput(make_findings(error, Purchase, None)) from None


# Selections


def choose(whole: Library, **overrides: Any) -> Selection:
    """The selection for a purchase; see `purchase_data`."""
    return select(whole, purchase(whole, **overrides))


def part(selection: Selection, number: int = 1) -> LotSelection:
    """The outcome for one lot; 0 stands for the general rules."""
    return selection.parts[number]


def ids(selection: Selection, number: int = 1) -> list[str]:
    """The clauses that are in, in the order of print."""
    return [p.clause.id for p in part(selection, number).picks]


def select_ids(whole: Library, number: int = 1, **overrides: Any) -> list[str]:
    """The clauses that are in for a purchase; see `purchase_data`."""
    return ids(choose(whole, **overrides), number)


def decision(selection: Selection, id_: str, number: int = 1) -> Decision:
    """The decision on one clause."""
    return part(selection, number).decisions[id_]


def rule(selection: Selection, id_: str, number: int = 1) -> tuple[bool, str]:
    """Whether a clause is in, and the rule that decided."""
    one = decision(selection, id_, number)
    return one.selected, one.rule


def pick(selection: Selection, id_: str, number: int = 1) -> Pick:
    """A clause that is in."""
    return next(p for p in part(selection, number).picks if p.clause.id == id_)


def refused(whole: Library, **overrides: Any) -> list[Finding]:
    """What is found to be wrong with a purchase, or with the changes and weights it asks for."""
    try:
        choose(whole, **overrides)
    except InvalidInput as error:
        return list(error.findings)
    raise AssertionError("nothing was refused")


def said(selection: Selection, rule_id: str) -> list[Finding]:
    """The findings of one rule."""
    return [f for f in selection.findings if f.rule == rule_id]


def printed(selection: Selection, id_: str, number: int = 1) -> PrintedClause:
    """A clause in print, in English."""
    all_ = print_clauses(selection.library, english(), part(selection, number))
    return next(p for p in all_ if p.clause.id == id_)


# Annexes and Word files

WORD = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
LAUNCH = datetime(2027, 1, 15, tzinfo=UTC)
EXAMPLES = tuple(shipped_data.list_example_purchases())
CASES = Path(__file__).parent / "cases"
# Purchase files by name: the shipped examples, and further ones that stand beside what is selected for them.
PURCHASE_FILES = {
    **shipped_data.list_example_purchases(),
    **{path.parent.name: path for path in sorted(CASES.glob("*/purchase.toml"))},
}


@cache
def example_purchase(name: str) -> Purchase:
    """The purchase of one of `PURCHASE_FILES`."""
    path = PURCHASE_FILES[name]
    return parse_purchase(text_files.read_text(path, path.name), path.name, "toml")


def word_bases() -> Mapping[str, bytes]:
    """The shipped base files, by script."""
    return shipped_data.load_shipped_data().word_bases


@cache
def right_to_left() -> Language:
    """The English words, set as those of a language that is written from right to left."""
    return Language("en", replace(english().frame, direction="rtl", script="arabic", locale="ar"))


def annex(whole: Library, language: Language | None = None, **overrides: Any) -> Annex:
    """The annex for a purchase, in English unless told otherwise; see `purchase_data`."""
    return compose(choose(whole, **overrides), language or english())


@cache
def example(name: str, *, rtl: bool = False) -> Annex:
    """The annex of a shipped example, from the shipped library; `rtl` sets it from right to left."""
    chosen = select(shipped_data.load_shipped_data().library, example_purchase(name))
    return compose(chosen, right_to_left() if rtl else english())


def word_parts(one: Paper) -> dict[str, bytes]:
    """The parts of the Word file of a paper."""
    return write_parts(one, word_bases(), LAUNCH)


def xml(parts: Mapping[str, bytes], name: str = "word/document.xml") -> etree._Element:
    """The root of a part."""
    return etree.fromstring(parts[name])


def find(where: etree._Element, path: str) -> list[Any]:
    """What an XPath finds, with the prefixes of WORD."""
    found: list[Any] = where.xpath(path, namespaces=WORD)
    return found


def text_of(where: etree._Element) -> str:
    """The text a reader sees in a paragraph or cell: line breaks and tabs as characters."""
    signs = {f"{{{WORD['w']}}}br": "\n", f"{{{WORD['w']}}}tab": "\t"}
    return "".join(signs.get(t.tag, t.text or "") for t in find(where, ".//w:r/w:t | .//w:r/w:br | .//w:r/w:tab"))


# The authority's own choices


def because(*clauses: str, key: str) -> list[Table]:
    """Entries of [[included]] or [[excluded]]."""
    return [{"clause": c, "reason": f"Words on {key}."} for c in clauses]


def included(*clauses: str) -> list[Table]:
    return because(*clauses, key="including")


def excluded(*clauses: str) -> list[Table]:
    return because(*clauses, key="excluding")


# Purchases with something wrong in them

# No float can hold it.
GIGANTIC = 10**400


@cache
def every_type() -> Library:
    """A library with a parameter of each type in `spec`, a clause `bare` without any, and two award criteria."""
    return library(
        {
            "spec": clause(
                parameters={
                    "years": parameter(),
                    "ratio": parameter(type="number", unit=None),
                    "share": parameter(type="percent", unit="percent"),
                    "method": parameter(
                        {"core": "clear"}, type="choice", unit=None, direction="none", choices=["clear", "destroy"]
                    ),
                    "grade": parameter({"core": "A"}, type="grade", unit=None, grades=["B", "A"]),
                    "parts": parameter({"core": ["battery"]}, type="list", unit=None),
                    "words": parameter({"core": "some"}, type="text", unit=None, direction="none"),
                    "asked": parameter({"core": True}, type="boolean", unit=None, direction="none"),
                }
            ),
            "bare": clause(),
            "points": award(),
            "more-points": award(),
        }
    )


def put(path: str, value: Any, whole: Any = None) -> Any:
    """A purchase with another value at a dotted path, positions counted from 0.

    Parameters: `whole`, a purchase; without it one of two lots, the second of which stays as it is.
    """
    whole = deepcopy(whole) if whole is not None else purchase_data(lots=[lot(), lot({"display": 1}, data=None)])
    *steps_, last = [int(p) if p.isdigit() else p for p in path.split(".")]
    inside: Any = whole
    for step in steps_:
        inside = inside[step] if isinstance(step, int) else inside.setdefault(step, {})
    inside[last] = value
    return whole


def filled() -> Any:
    """A purchase with priorities, options, routes, models, returns and an included clause in it."""
    whole = put("lots.0.options", [12], put("lots.0.items.0.models", [60, 40]))
    whole = put("tender.priorities", ["repair"], put("lots.0.routes", ["parts"], whole))
    whole = put("lots.0.returns", [{"category": "laptop", "quantity": 100}], whole)
    return put("included", [{"clause": "bare", "reason": "x", "lot": 1}], whole)


def read(data: Any, form: str = "toml") -> Purchase:
    """A purchase validated against `every_type`."""
    return validate_content(data, every_type(), ("en", "fr"), form)


def wrong(data: Any, form: str = "toml") -> list[Finding]:
    """What is wrong with a purchase; empty where nothing is."""
    try:
        read(data, form)
    except ValidationError as error:
        return make_findings(error, Purchase, "x.toml")
    return []


def keys(data: Any, form: str = "toml") -> list[str | None]:
    """The keys at which a purchase is wrong."""
    return [f.place.key for f in wrong(data, form)]


def only(data: Any, form: str = "toml") -> Finding:
    """The only thing that is wrong with a purchase."""
    found = wrong(data, form)
    assert len(found) == 1, found
    return found[0]


# Files


def edit(path: Path, pattern: str, new: str) -> None:
    """Replace what a pattern finds first."""
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, encoding="utf-8")


PURCHASE = """\
tenderkit = 1
language = "en"
[tender]
title = "Displays"
launch = 2027-01-15
[[lots]]
title = "Displays"
acquisition = "purchase"
items = [{ category = "display", quantity = 5, note = \"\"\"
two
lines\"\"\" }]
"""


def the_problem(call: Callable[[], object]) -> Finding:
    """The only problem that a reader tells."""
    with pytest.raises(InvalidInput) as caught:
        call()
    assert caught.value.exit_code == 3
    assert len(caught.value.findings) == 1
    return caught.value.findings[0]


def leave_untranslated(folder: Path, theme: str, *clauses: str) -> shipped_data.ShippedData:
    """Read a copy of what is shipped in which clauses of a theme have their title alone in Arabic."""
    path = folder / "clauses" / "translations" / "ar" / f"{theme}.toml"
    texts = tomllib.loads(path.read_text(encoding="utf-8"))
    for clause in clauses:
        texts[clause] = {key: texts[clause][key] for key in ("version", "sha256", "title")}
    path.write_text(tomli_w.dumps(texts), encoding="utf-8")
    return shipped_data.read_shipped(folder)
