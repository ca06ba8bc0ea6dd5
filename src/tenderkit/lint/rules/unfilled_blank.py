# SPDX-License-Identifier: Apache-2.0
"""unfilled-blank: a blank ‹like this› was not filled in.

`tenderkit clauses new` writes the file of a clause with blanks in angle quotes. Catches a blank that is left in any
text of a clause, the title of a parameter, the `supports` of a source, a question or a buyer step.

Passes:  title = "Repair on site"
Fails:   title = "‹Short title›"

Fill in the blank, or take the sentence out.
"""

from collections.abc import Iterator, Mapping

from tenderkit.findings import Place
from tenderkit.library.buyer_steps import BuyerStep
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "error"
# The texts of a question.
_ASKED = ("label", "text", "help")
_FIX = "Write what belongs there, or take it out."


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the blanks that are left in clauses, questions and buyer steps."""
    for wording in catalogue.texts:
        if "‹" in wording.text:
            yield Fault(f"“{_cut_blank(wording.text)}” is a blank", _FIX, catalogue.place(wording))
    for clause in catalogue.clauses:
        named = [(f"parameters.{name}.title", p.title) for name, p in clause.parameters.items()]
        named += [(f"sources.{n}.supports", s.supports or "") for n, s in enumerate(clause.sources, 1)]
        for key, text in named:
            if "‹" in text:
                yield Fault(f"“{_cut_blank(text)}” is a blank", _FIX, catalogue.at(clause, key))
    library = catalogue.library
    asked = [(f"{id_}.{name}", getattr(q, name)) for id_, q in library.questions.items() for name in _ASKED]
    for file, texts in (("questions.toml", asked), ("buyer-steps.toml", list(_read_steps(library.buyer_steps)))):
        for key, by_language in texts:
            for language, text in by_language.items():
                if "‹" in text:
                    place = Place(catalogue.files.get(file, file), f"{key}.{language}")
                    yield Fault(f"“{_cut_blank(text)}” is a blank", _FIX, place)


def _read_steps(steps: Mapping[str, BuyerStep]) -> Iterator[tuple[str, Mapping[str, str]]]:
    for id_, step in steps.items():
        yield from ((f"{id_}.{name}", getattr(step, name)) for name in ("title", "output"))
        for key, paragraphs in (("advice", step.advice), ("questions", step.questions)):
            yield from ((f"{id_}.{key}.{n}.text", paragraph.text) for n, paragraph in enumerate(paragraphs, 1))


def _cut_blank(text: str) -> str:
    start = text.index("‹")
    return text[start : text.find("›", start) + 1] or text[start:]
