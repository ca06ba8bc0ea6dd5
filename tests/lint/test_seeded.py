# SPDX-License-Identifier: Apache-2.0
"""Faults put one by one into the library of an organisation, which is read and linted as the command does it.

`organisation/` is in order; a seed changes one thing in a copy of it, as an author might by mistake.
"""

import ast
import datetime
import shutil
from collections.abc import Callable
from inspect import getsource
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from tenderkit.findings import Finding
from tenderkit.library import translations
from tenderkit.library.reading import (
    category_groups,
    check_clause,
    check_condition,
    check_library,
    library_reader,
    text_files,
)
from tenderkit.library.reading.shipped_data import find_data_folder
from tenderkit.library.reading.text_files import MAX_BYTES
from tenderkit.lint.read_catalogue import read_catalogue
from tenderkit.lint.rule import apply_rules, load_rules

IN_ORDER = Path(__file__).parent / "organisation"

LIBRARY, SOURCES, WORDS, QUESTIONS = "library.toml", "sources.toml", "vocabulary.toml", "questions.toml"
STEPS, CHANGES, UGANDA, STYLE = "buyer-steps.toml", "changelog.toml", "jurisdictions/ug.toml", "word-lists/house.toml"
REPAIR, VISITS = "useful-life/desk-repair.toml", "useful-life/desk-visits.toml"
SPILLS, POINTS = "useful-life/spill-resistance.toml", "useful-life/spill-points.toml"
COLLECTION, TRAINING = "end-of-life/floor-collection.toml", "tenderer-capacity/repair-training.toml"

TODAY = datetime.date(2027, 3, 1)

SPILL_TEST = (
    "whose keyboard still works after 0.2 litres of water were poured on it {{ spills }}, tested under "
    "EN 60068-2-18:2017 or an equivalent method."
)


class Seed(NamedTuple):
    """One fault: the rule that finds it, the file it is put into and found in, the keys there, the change.

    `found_in` names the file of the finding where that is another one.
    """

    rule: str
    file: str
    keys: tuple[str | None, ...]
    change: Callable[[Path], None]
    found_in: str | None = None


def seed(rule: str, file: str, key: str | None, old: str, new: str, found_in: str | None = None) -> Seed:
    """A fault that replaces the one place where `old` stands."""
    return Seed(rule, file, (key,), _swap(old, new), found_in)


def _swap(old: str, new: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path}: {old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def said(rule: str, file: str, words: str) -> Seed:
    """A fault in a paragraph at the end of the requirement."""
    return seed(rule, file, "text.requirement", '\n"""\nverification', f'\n\n{words}\n"""\nverification')


def proved(rule: str, file: str, tier: str, old: str, new: str) -> Seed:
    """A fault in a tier of proof."""
    return seed(rule, file, f"text.verification.{tier}", old, new)


def added(rule: str, file: str, key: str | None, text: str) -> Seed:
    """A fault in what stands at the end of a file."""
    return Seed(rule, file, (key,), lambda path: path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8"))


def _linked(path: Path) -> None:
    path.rename(path.with_suffix(".elsewhere"))
    path.symlink_to(path.with_suffix(".elsewhere"))


# What makes a library unfit for use.
READ = [
    seed("toml", LIBRARY, None, '"2027.1"', "“2027.1”"),
    seed("toml", CHANGES, None, '2027-02-01\nsays.en = "Three', '1 February 2027\nsays.en = "Three'),
    Seed("unreadable", SOURCES, (None,), lambda path: path.write_text(path.read_text("utf-8"), "utf-16")),
    Seed("unreadable", REPAIR, (None,), lambda path: path.write_text("#" * (MAX_BYTES + 1), "utf-8")),
    Seed("unreadable", REPAIR, (None,), _linked),
    Seed("unreadable", WORDS, (None,), lambda path: path.write_text("x = " + "[" * 5_000, "utf-8")),
    seed("schema", REPAIR, "version", "version = 2", 'version = "2"'),
    seed("schema", REPAIR, "text.title", '[text]\ntitle = "Repair where the unit is used"\n', "[text]\n"),
    seed("schema", REPAIR, "text.requirement", "{{ method }}", "{{ method | upper }}"),
    seed("schema", SOURCES, "keyboard-test.kind", '"standard"', '"norm"'),
    seed("schema", LIBRARY, "version", 'version = "2027.1"', ""),
    seed(
        "schema",
        WORDS,
        "units.visits.label.en",
        "[anchors",
        '[units.visits]\nlabel.en = { one = "visit" }\n[anchors',
        found_in="vocabulary.toml",
    ),
    seed("schema", STEPS, "desk-count.output", 'output.en = "List of desks"', ""),
    seed("unknown-key", POINTS, "rnk", "rank = 60", "rnk = 60"),
    seed("unknown-key", LIBRARY, "hides", "hide =", "hides ="),
    seed("unknown-word", REPAIR, "applies.1.categories", '"desktop"', '"destkop"'),
    seed("unknown-word", SPILLS, "applies.1.share-desks", 'shared-desks = ["shared"]', 'share-desks = ["shared"]'),
    seed("unknown-word", REPAIR, "text.requirement", "{{ visit_days }}", "{{ visit_day }}"),
    seed("unknown-word", REPAIR, "requires", '"remedies"', '"remedy"'),
    seed("unknown-word", LIBRARY, "hide", '"audit-right"', '"audit-rights"'),
    seed("unknown-word", LIBRARY, "limits.1.source", '"city-rules-2026"', '"city-rules"'),
    seed("unknown-word", UGANDA, "parent", '"international"', '"eastern-africa"'),
    seed("unknown-word", CHANGES, "desk-visit", "[desk-visits.withdrawn]", "[desk-visit.withdrawn]"),
    seed("unknown-word", LIBRARY, "defaults.take-backs", "[defaults.take-back]", "[defaults.take-backs]"),
    seed("wrong-type", REPAIR, "parameters.report-months.cases.1.core", "core = 6", 'core = "six"'),
    seed("wrong-type", SPILLS, "applies.1.min-quantity", '["shared"]\n', '["shared"]\nmin-quantity = "25"\n'),
    seed("wrong-type", LIBRARY, "limits.1.value", "value = 3", 'value = "3"'),
    seed("parameter-shape", REPAIR, "parameters.method.choices", 'type = "choice"', 'type = "text"'),
    seed("clause-shape", SPILLS, "text.remedy", "guidance =", 'remedy = "It is replaced."\nguidance ='),
    seed("clause-shape", SPILLS, "text.question", 'question = "Name the test report of each model."\n', ""),
    seed(
        "clause-shape",
        REPAIR,
        "withdrawn-parameters.visit-days",
        "[text]",
        "[withdrawn-parameters]\nvisit-days = []\n\n[text]",
    ),
    seed(
        "unknown-word",
        REPAIR,
        "withdrawn-parameters.days",
        "[text]",
        '[withdrawn-parameters]\ndays = ["visit"]\n\n[text]',
    ),
    seed("clause-shape", COLLECTION, "successor", "version = 1", 'version = 1\nsuccessor = ["take-back"]'),
    seed("clause-shape", REPAIR, "reports.every", 'every = "report-months"', 'every = "visit-days"'),
    seed("clause-shape", TRAINING, "scale", "[text]", '[scale]\ntype = "lowest"\n[text]'),
    seed("question-shape", QUESTIONS, "shared-desks.choice-text", "choice-text.own.en", "help.fr"),
    seed("mark-missing", COLLECTION, "parameters.pick-up-days.cases.1.core", 'core = 5\nmark = "P"', "core = 5"),
    seed(
        "with-out-of-place",
        REPAIR,
        "parameters.visit-days.cases.1.with",
        'anchor = "after-booking"',
        'anchor = "after-booking"\nwith = ["spare-parts"]',
    ),
    seed("conflict-circle", REPAIR, "conflicts.1", "version = 2", 'version = 2\nconflicts = ["desk-repair"]'),
    seed(
        "verification-missing",
        COLLECTION,
        "text.verification",
        'verification = { document = "Collection lists, handed over during the contract." }',
        "verification = {}",
    ),
    seed(
        "unknown-source", SPILLS, "parameters.spills.cases.1.core", ', source = "keyboard-test", clause = "5" }', " }"
    ),
    seed("from-memory-number-cited", SPILLS, "parameters.spills.cases.1.core", '2, mark = "C"', '2, mark = "M"'),
    seed("limit-without-direction", LIBRARY, "limits.1", "warranty-minimum.warranty-years", "remedies.cure-days"),
    seed("overlay-forbidden", WORDS, "library", "[anchors", '[library]\nversion = "9"\n[anchors'),
    seed("overlay-forbidden", WORDS, "countries", "[anchors", '[countries]\ncodes = ["UG"]\n[anchors'),
    Seed(
        "unread-file",
        REPAIR,
        (None,),
        lambda path: path.rename(path.with_name("desk-repair.toml.txt")),
        f"{REPAIR}.txt",
    ),
    seed(
        "source-status",
        SOURCES,
        "city-rules-2026.superseded-by",
        "date = 2026-03-01",
        'superseded-by = "ug-repair-2026"',
    ),
    seed("cycle", REPAIR, "replaces", "version = 2", 'version = 2\nreplaces = ["desk-repair"]'),
    seed("cycle", UGANDA, "parent", 'parent = "international"', 'parent = "ug"'),
    added(
        "id-twice",
        WORDS,
        "categories.slate.cpv",
        '[categories.slate]\ncpv = "30213200"\nlabel.en = "slates"\n',
    ),
    Seed("id-twice", REPAIR, (None,), lambda path: shutil.copy(path, path.parents[1] / "end-of-life")),
]
# What a library that can be used is found to do wrong.
LINTED = [
    said("ambiguous-anchor", REPAIR, "The contractor shall repair the battery free of charge until the end of life."),
    said("ambiguous-anchor", REPAIR, "The contractor shall answer each question promptly."),
    seed("award-cliff", POINTS, "scale.steps.1.share", 'type = "steps"', 'type = "linear"'),
    seed("award-formula-undefined", POINTS, "scale.steps.2", "from = 5", "from = 4"),
    seed("award-repeats-minimum", POINTS, "scale.steps.1.from", "from = 4", "from = 2"),
    seed("award-scale-missing", POINTS, "scale.steps", "share = 1.0", 'share = 1.0\nlevels = ["core"]'),
    seed(
        "below-legal-floor",
        SPILLS,
        "parameters.spills.cases.1.core",
        'source = "keyboard-test", clause = "5" }',
        'source = "ug-repair-2026", clause = "s. 4" }',
    ),
    said("brand-or-model-named", SPILLS, "The processor shall be an Intel Core i5 or equivalent."),
    proved("certificate-without-scope", TRAINING, "certificate", ", whose scope names the repair sites", ""),
    said("clause-kind-mismatch", SPILLS, "The contractor shall mend each keyboard that fails."),
    said("clause-kind-mismatch", REPAIR, "The tenderer shall offer repair on each working day."),
    said("company-wide-requirement", TRAINING, "The tenderer shall apply an environmental policy at all its sites."),
    said(
        "consumer-law-as-buyer-right",
        REPAIR,
        "The contracting authority has the rights of Directive (EU) 2019/771.",
    ),
    seed(
        "checked-long-ago",
        SOURCES,
        "ug-repair-2026.checked",
        "date = 2026-02-01",
        "date = 2026-02-01\nchecked = 2026-02-02",
    ),
    seed("contradicting-limits", UGANDA, "limits.2", "value = 4", "value = 2"),
    seed(
        "default-out-of-bounds",
        LIBRARY,
        "defaults.take-back.collection-days",
        "collection-days = 8",
        "collection-days = 180",
    ),
    Seed(
        "unreachable-profile",
        UGANDA,
        (None,),
        lambda path: path.rename(path.with_name("uganda.toml")),
        "jurisdictions/uganda.toml",
    ),
    added(
        "limit-without-effect",
        LIBRARY,
        "limits.2",
        '[[limits]]\nparameter = ["warranty-minimum.warranty-years"]\nvalue = 3\nunit = "months"\n'
        'source = "city-rules-2026"\n',
    ),
    seed("clause-too-long", SPILLS, "text", SPILL_TEST, SPILL_TEST + " The tenderer shall do it." * 60),
    seed("contradicting-limits", UGANDA, "limits.2", "from = 2028-01-01", "from = 2027-01-01"),
    said("destruction-blocks-reuse", COLLECTION, "The contractor shall shred all hard drives."),
    proved("evidence-date-missing", TRAINING, "certificate", ", valid on the day of award", ""),
    seed(
        "example-fails",
        REPAIR,
        "examples.1",
        'facts = { acquisition = "purchase"',
        'facts = { acquisition = "repair"',
    ),
    seed(
        "example-fails",
        TRAINING,
        "examples",
        '[[examples]]\nfacts = { acquisition = "repair", categories = ["laptop"] }\napplies = true\n',
        "",
    ),
    seed("from-memory-number-cited", SPILLS, "sources.1.supports", 'clause = "5"\nmark = "C"', 'mark = "M"'),
    seed("hidden-clause-required", LIBRARY, "hide", '"audit-right"', '"remedies"'),
    seed("history-missing", REPAIR, "version", "version = 2", "version = 3"),
    seed("history-missing", CHANGES, "status", "desk-visits.withdrawn", "desk-visits.2", found_in=VISITS),
    said(
        "invented-exclusion-ground",
        COLLECTION,
        "A tenderer that exported waste shall be excluded from the procedure.",
    ),
    proved("general-rule-repeated", SPILLS, "document", "on the model", "on the model, or equivalent proof"),
    said(
        "label-demanded-whole", SPILLS, "The units shall carry TCO Certified, generation 10, or an equivalent label."
    ),
    seed(
        "label-without-criteria",
        SPILLS,
        "text.requirement",
        SPILL_TEST,
        "that carry Blue Angel DE-UZ 78 or an equivalent label.",
    ),
    seed(
        "label-without-equivalent",
        SPILLS,
        "text.verification.document",
        "on the model.",
        "on the model. Entry of the model in EPEAT.",
    ),
    said(
        "local-facility-at-tender",
        TRAINING,
        "The tenderer shall have a repair workshop within 50 km of the city hall.",
    ),
    said("material-or-process-prescribed", SPILLS, "The housing shall be made of aluminium."),
    seed(
        "no-dead-variant",
        REPAIR,
        "variants.leased.when",
        'when = { acquisition = ["lease"]',
        'when = { acquisition = ["repair"]',
    ),
    said("number-without-anchor", REPAIR, "The contractor shall hand over a loan unit within 5 working days."),
    seed(
        "number-without-anchor",
        COLLECTION,
        "parameters.pick-up-days.cases.1",
        'anchor = "after-written-request"\n',
        "",
    ),
    said(
        "one-duty-per-sentence", REPAIR, "The contractor shall test the unit, and the technician shall sign the log."
    ),
    said("origin-requirement", SPILLS, "The units shall be made in the European Union."),
    said("refurbished-excluded", SPILLS, "The units shall be brand new."),
    said("repair-restricted", REPAIR, "The contractor shall use original parts only."),
    said("report-date-missing", COLLECTION, "The contractor shall send a report on the units collected."),
    seed("requires-closure", SPILLS, "requires", "version = 1", 'version = 1\nrequires = ["desk-repair"]'),
    said("selection-criterion-misused", TRAINING, "Each laptop shall have a battery that the user can replace."),
    said("shall-without-subject", REPAIR, "Faulty units shall be replaced on the next visit."),
    proved(
        "single-verifier",
        SPILLS,
        "document",
        "an accredited laboratory on the model",
        "TÜV Rheinland",
    ),
    seed("standard-without-equivalent", SPILLS, "text.requirement", " or an equivalent method", ""),
    said(
        "superseded-reference",
        COLLECTION,
        "The contractor shall erase each medium as set out in NIST SP 800-88 Rev. 1 or equivalent.",
    ),
    Seed(
        "superseded-reference",
        SOURCES,
        ("sources.1", "parameters.spills.cases.1.core"),
        _swap('status = "voluntary"', 'status = "superseded"\nsuperseded-by = "ug-repair-2026"'),
        SPILLS,
    ),
    seed(
        "take-back-terms-incomplete",
        COLLECTION,
        "text.requirement",
        " The contractor shall charge nothing for it.",
        "",
    ),
    seed(
        "missing-value",
        REPAIR,
        "parameters.visit-days.cases",
        'anchor = "after-booking"\n',
        'categories = ["laptop"]\nanchor = "after-booking"\n',
    ),
    seed("translation-missing", QUESTIONS, "shared-desks.label", "label.en", "label.sw"),
    seed("translation-missing", LIBRARY, "title", "title.en", "title.sw"),
    seed("translation-missing", UGANDA, "duties.1.text", "text.en", "text.sw"),
    seed("undated-reference", SPILLS, "text.requirement", "60068-2-18:2017", "60068-2-18"),
    said("undefined-term", REPAIR, "The contractor shall inform the customer of each visit."),
    seed("unfilled-blank", REPAIR, "text.title", "Repair where the unit is used", "‹Short title›"),
    seed("unfilled-blank", REPAIR, "sources.1.supports", '"repair at the desk"', '"‹what it supports›"'),
    Seed(
        "unknown-source",
        SOURCES,
        ("sources.1", "parameters.spills.cases.1.core"),
        _swap('edition = "2024"\n', ""),
        found_in=SPILLS,
    ),
    seed("unreachable-clause", SPILLS, "applies", "version = 1", 'version = 1\nconflicts = ["warranty-minimum"]'),
    # In English every term of the glossary is reviewed; an organisation may keep a list of its own.
    seed(
        "unreviewed-term",
        STYLE,
        "text.question",
        "[vague-words]",
        '[glossary-unreviewed]\nen = ["bookings"]\n[vague-words]',
        found_in=REPAIR,
    ),
    said("untraced-treatment", REPAIR, "The contractor shall dispose of faulty units through any licensed party."),
    added(
        "unused-fact",
        QUESTIONS,
        "wall-mounts",
        '[wall-mounts]\nkind = "boolean"\nscope = "lot"\nask = "matters"\nlabel.en = "Wall mounts"\n'
        'text.en = "Are displays hung on walls?"\nhelp.en = "They are hard to reach."\n',
    ),
    seed(
        "unused-parameter",
        TRAINING,
        "parameters.persons",
        "[text]",
        '[parameters.persons]\ntitle = "trained persons"\ntype = "integer"\n'
        '[[parameters.persons.cases]]\ncore = 2\nmark = "P"\n[text]',
    ),
    said("vague-wording", REPAIR, "The contractor shall use environmentally friendly parts."),
    said("vague-wording", REPAIR, "The contractor shall do top-notch work."),
    seed(
        "vague-wording",
        REPAIR,
        "text.requirement",
        "repair each faulty unit",
        "promptly and properly repair each faulty unit",
    ),
    said(
        "selection-disproportionate",
        "tenderer-capacity/repair-training.toml",
        "The tenderer shall have had a yearly turnover of ten times the contract value.",
    ),
    said("warranty-out-of-range", SPILLS, "The tenderer shall offer a warranty of ten years after delivery."),
    proved(
        "weak-evidence",
        SPILLS,
        "document",
        "Test report of an accredited laboratory on the model",
        "Brochure of the manufacturer",
    ),
    seed("weak-evidence", COLLECTION, "text.verification", "document =", "declaration ="),
    seed("withdrawn-clause-named", REPAIR, "replaces", "version = 2", 'version = 2\nreplaces = ["desk-visits"]'),
]


def told(root: Path, base: Path | None = None) -> list[tuple[str, str | None, str | None]]:
    """Rule, file and key of what the command finds in a library and in the one below it."""
    problems: list[Finding] = []
    catalogue = read_catalogue(base or find_data_folder() / "clauses", [root], problems, TODAY)
    found = problems if catalogue is None else list(apply_rules(catalogue, load_rules()))
    return [(f.rule, f.place.file and f.place.file.removeprefix(f"{root.as_posix()}/"), f.place.key) for f in found]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the library of the organisation."""
    return Path(shutil.copytree(IN_ORDER, tmp_path / "our-rules"))


def test_the_library_of_the_organisation_is_in_order(root: Path) -> None:
    assert told(root) == []


@pytest.mark.parametrize("one", READ + LINTED, ids=lambda one: f"{one.rule}:{one.file}:{one.keys[0]}")
def test_one_fault_is_found_by_its_rule_where_it_lies(root: Path, one: Seed) -> None:
    one.change(root / one.file)
    assert sorted(told(root), key=str) == sorted(
        ((one.rule, one.found_in or one.file, key) for key in one.keys), key=str
    )


def test_there_are_at_least_sixty_seeds_and_every_rule_has_one() -> None:
    assert len(READ) + len(LINTED) >= 60
    # These take another library below; see the next tests.
    below = {"missing-profile", "clause-untranslated", "translation-differs", "translation-stale"}
    assert {one.rule for one in READ + LINTED} | below == set(load_rules())


TAKE_BACK = "translations/ar/end-of-life.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("end-of-life/take-back.toml", "in any condition.", "in whatever condition.", "translation-stale"),
        (TAKE_BACK, "[take-back]\nversion = ", "[take-back]\nversion = 9", "translation-stale"),
        (TAKE_BACK, 'NIST SP 800-88', 'NIST SP 800-89', "translation-differs"),
        (TAKE_BACK, "{{ collection_days }}", "{{ collection_day }}", "schema"),
        ("translations/ar/vocabulary.toml", '"units.years" = "', '"units.years" = "0', "translation-stale"),
    ],
)  # fmt: skip
def test_a_fault_of_a_translation_is_found(copied: Path, file: str, old: str, new: str, rule: str) -> None:
    path = copied / "clauses" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems: list[Finding] = []
    catalogue = read_catalogue(copied / "clauses", [], problems)
    found = problems if catalogue is None else list(apply_rules(catalogue, load_rules()))
    assert {f.rule for f in found} - {"clause-untranslated", "unreviewed-term"} == {rule}


def test_a_library_without_the_international_profile_is_found_out(root: Path, copied: Path) -> None:
    base = copied / "clauses"
    (base / "jurisdictions" / "international.toml").unlink()
    found = told(root, base)
    assert ("missing-profile", None, None) in found
    # What stands below it is in the air, each profile by name.
    assert ("unknown-word", UGANDA, "parent") in found
    # Its translation too.
    kinds = {("missing-profile", None), ("unknown-word", "parent"), ("unknown-key", "international")}
    # And the conditions of clauses that name it.
    assert {(rule, key) for rule, _, key in found if not str(key).endswith((".place", ".jurisdictions"))} == kinds


def test_faults_of_several_files_are_told_in_one_go(root: Path) -> None:
    # Whether files fit together is looked at once each of them can be read.
    alone = [s for s in READ if s.rule in ("schema", "toml", "unreadable", "unknown-key") and not s.found_in]
    seeds = {one.file: one for one in alone}
    assert {LIBRARY, WORDS, SOURCES, CHANGES, STEPS, REPAIR, POINTS} <= set(seeds)
    for one in seeds.values():
        one.change(root / one.file)
    assert {(rule, file) for rule, file, _ in told(root)} == {(one.rule, one.file) for one in seeds.values()}


def rules_named(module: ModuleType) -> set[str]:
    """The rules of the findings that a module makes, as its source says; purchases in JSON are no library files."""
    tree = ast.parse(getsource(module))
    tree.body = [n for n in tree.body if not isinstance(n, ast.FunctionDef) or n.name != "parse_json"]
    named = set[str]()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        makes = getattr(call.func, "id", getattr(call.func, "attr", None))
        rules = call.args[:1] if makes in ("Finding", "add", "_make_finding") else []
        rules += [k.value for k in call.keywords if k.arg == "rule"]
        named |= {str(one.value) for one in rules if isinstance(one, ast.Constant)}
    # A file that cannot be read at all is no finding of a rule.
    return named - {"file"}


READERS = {
    check_library: 7,
    check_clause: 9,
    check_condition: 2,
    library_reader: 5,
    text_files: 2,
    category_groups: 2,
    translations: 1,
}


@pytest.mark.parametrize("module", READERS, ids=lambda module: module.__name__)
def test_every_rule_that_reading_applies_has_its_page(module: ModuleType) -> None:
    named = rules_named(module)
    assert len(named) >= READERS[module]
    assert named <= set(load_rules())


def test_the_rules_without_a_check_are_those_that_reading_applies() -> None:
    applied = set.union(*map(rules_named, READERS))
    # What is wrong with a shape is said by Pydantic.
    assert {id_ for id_, rule in load_rules().items() if rule.check is None} <= applied | {"unknown-key"}
