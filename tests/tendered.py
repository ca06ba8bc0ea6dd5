# SPDX-License-Identifier: Apache-2.0
"""Response forms as tenderers send them back: in memory, or as Word files that were filled in."""

from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.writer import write_parts
from tenderkit.library.reading import shipped_data, text_files
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.digest import compute_published_digest
from tenderkit.papers.form_fields import ACCEPTANCE
from tenderkit.papers.response_form import compose_response_form
from tenderkit.purchase.reading import parse_purchase
from tenderkit.responses.form_answers import Bid, FormControl, ReturnedForm, read_bids
from tenderkit.selection.select import select
from tests.support import LAUNCH, PURCHASE_FILES, english, find, right_to_left, word_bases

NAME = "tk:tenderer.name"
# The answer of a tenderer that accepts the contract performance clauses.
ACCEPTS: Mapping[str, str] = {ACCEPTANCE: "Accepted"}
DOCUMENT = "word/document.xml"
# What a field is filled in with; several for a field that stands several times in a form.
Answers = Mapping[str, str | Sequence[str]]


def _several(answer: str | Sequence[str]) -> Sequence[str]:
    return [answer] if isinstance(answer, str) else answer


def changed_example(name: str, change: Callable[[str], str], *, rtl: bool = False) -> Annex:
    """The annex of a shipped example, whose file is changed first; `rtl` sets it from right to left."""
    path = PURCHASE_FILES[name]
    purchase = parse_purchase(change(text_files.read_text(path, path.name)), path.name, "toml")
    return compose(select(shipped_data.load_shipped_data().library, purchase), right_to_left() if rtl else english())


def ask_for_models(text: str) -> str:
    """Change the file of `ke-school-laptops`: two models of a line of laptops, and two lines of tablets."""
    lines = {
        '{ category = "laptop", quantity = 500 }': '{ category = "laptop", quantity = 500, models = [60, 40] }',
        '{ category = "tablet", quantity = 200 }': (
            '{ category = "tablet", quantity = 150 }, { category = "tablet", quantity = 50, note = "with a pen" }'
        ),
    }
    for old, new in lines.items():
        assert old in text
        text = text.replace(old, new)
    return text


def ask_for_repairs(text: str) -> str:
    """Change the file of `ke-school-laptops`: its cost sheets ask for repairs, which years of warranty lower."""
    return text + '\n[lots.sheet]\nrepairs = "one battery"\n'


def tenders(annex: Annex, *answers: Answers, purchase: str | None = None) -> tuple[Bid, ...]:
    """Forms of an annex as they are read, one for each of `answers`; all other fields are left alone.

    Parameters: `purchase`, the digest of another one that they were made for.
    """
    mine = compute_published_digest(annex.selection)
    forms = []
    for number, said in enumerate(answers, 1):
        controls = [
            FormControl(
                field.tag, field.name, text, blank=field.tag not in said, choices={c: c for c in field.choices}
            )
            for field in annex.form_fields
            for text in _several(said.get(field.tag, field.prompt))
        ]
        forms.append((f"{number}.docx", ReturnedForm(tuple(controls), annex.form_fields, purchase or mine, "en", "")))
    return read_bids(forms, [mine], annex.form_fields)


def form(annex: Annex, answers: Mapping[str, str]) -> bytes:
    """The response form of an annex as a Word file, filled in with `answers` by tag."""
    parts = dict(write_parts(compose_response_form(annex), word_bases(), LAUNCH))
    root = etree.fromstring(parts[DOCUMENT])
    for tag, answer in answers.items():
        (control,) = find(root, f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']")
        (mark,) = find(control, "w:sdtPr/w:showingPlcHdr")
        mark.getparent().remove(mark)
        first, *rest = find(control, "w:sdtContent//w:t")
        first.text = answer
        for more in rest:
            more.text = ""
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package.zip_parts(parts, stored=False)
