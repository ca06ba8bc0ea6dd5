# SPDX-License-Identifier: Apache-2.0
"""The kinds of papers that are made from a purchase: their names, descriptions, contents and files.

A new paper is a module in `tenderkit.papers`, its fixed texts in `templates/frame`, and one entry in `PAPERS`. The
command line, file names, help and pipeline follow from the entry. The entries import their modules when a paper is
composed, so that `--help` stays fast. Formats are named by ids, which `tenderkit.pipeline` maps to the modules that
write the files.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from tenderkit.errors import UsageProblem
from tenderkit.findings import suggest_nearest
from tenderkit.frozen import frozen_dataclass

if TYPE_CHECKING:
    from tenderkit.papers.annex.annex import Annex

ANNEX, RESPONSE, NOTES, EVALUATION, CALENDAR = "annex", "response", "notes", "evaluation", "calendar"
DIALOGUE = "dialogue"
# The papers that every tender needs; they are made where none is named.
USUAL = (ANNEX, RESPONSE, NOTES)
# The name that stands for all papers in `--papers`.
ALL = "all"
# The format in which the annex is one answer with the data of the usual papers.
_JSON = "json"


@frozen_dataclass
class Composed:
    """The contents of the files of one paper, with remarks for the person who builds the paper.

    Each content is the object that the format of the file writes, such as a `Paper` for Word. The contents have the
    order of `outputs` in the kind of paper. A file whose content is None is not written; a remark gives the reason.
    """

    contents: tuple[object | None, ...]
    remarks: tuple[str, ...] = ()


@frozen_dataclass
class PaperKind:
    """A kind of paper, such as the annex or the response form.

    `name` is the name in `--papers` and part of the file names; `help` describes the paper in English; `outputs` maps
    the ending of each file to the id of the format that writes the file. If `one_output` is true, only the file in
    the format that the user chose is written. If `in_answer` is true, the annex as JSON holds the data of the paper.
    `compose` is a function that returns the contents of the files. It takes the annex, and True if only the fields of
    a form may be changed.
    """

    name: str
    help: str
    compose: "Callable[[Annex, bool], Composed]"
    outputs: Mapping[str, str]
    one_output: bool = False
    in_answer: bool = False

    def select_outputs(self, chosen: str) -> dict[str, str]:
        """Return the endings of the files that are written, each with the id of its format.

        Parameters: `chosen`, the format that the user chose, such as `docx`; kinds without `one_output` ignore it.
        Raises UsageProblem, which suggests the nearest format, if this kind of paper cannot be written in the format.
        """
        if not self.one_output:
            return dict(self.outputs)
        ending = f".{chosen}"
        if ending not in self.outputs:
            formats = [known.removeprefix(".") for known in self.outputs]
            if self.in_answer and chosen == _JSON:
                fix = f"--papers {ANNEX} --format {_JSON} gives its data with those of the annex."
                raise UsageProblem(f"the paper “{self.name}” is no answer of its own", fix)
            raise UsageProblem(f"there is no format “{chosen}”", suggest_nearest(chosen, formats))
        return {ending: self.outputs[ending]}


def _compose_annex(annex: "Annex", protected: bool) -> Composed:
    return Composed((annex,))


def _compose_response(annex: "Annex", protected: bool) -> Composed:
    from tenderkit.papers.response_form import compose_response_form

    return Composed((compose_response_form(annex, protected=protected),))


def _compose_notes(annex: "Annex", protected: bool) -> Composed:
    from tenderkit.papers.notes.notes import compose_notes

    return Composed((compose_notes(annex),))


def _compose_evaluation(annex: "Annex", protected: bool) -> Composed:
    from tenderkit.papers import evaluation_form
    from tenderkit.papers.evaluation import build_evaluation

    evaluation = build_evaluation(annex)
    return Composed((evaluation, evaluation_form.compose(annex, evaluation)))


def _compose_calendar(annex: "Annex", protected: bool) -> Composed:
    from tenderkit.papers.calendar import calendar_form
    from tenderkit.papers.calendar.contract_calendar import build_calendars

    lots = build_calendars(annex)
    remarks = () if all(lot.start for lot in lots) else (annex.language.text("commands.calendar"),)
    return Composed((calendar_form.compose(annex, lots), lots), remarks)


def _compose_dialogue(annex: "Annex", protected: bool) -> Composed:
    from tenderkit.papers.dialogue import compose_dialogue

    return Composed((compose_dialogue(annex),))


PAPERS = {
    kind.name: kind
    for kind in (
        PaperKind(
            ANNEX,
            "the clauses, published as they are",
            _compose_annex,
            {".docx": "docx", ".pdf": "pdf", ".md": "md", ".html": "html", ".json": "json"},
            one_output=True,
        ),
        PaperKind(RESPONSE, "the form that tenderers fill in", _compose_response, {".docx": "docx"}, in_answer=True),
        PaperKind(
            NOTES,
            "what you check and decide before you publish, and the reasons, for your own file",
            _compose_notes,
            {".docx": "docx", ".pdf": "pdf", ".md": "md", ".html": "html"},
            one_output=True,
            in_answer=True,
        ),
        PaperKind(
            EVALUATION,
            "the workbook in which the panel compares bids, and a Word form for filling in by hand and signing",
            _compose_evaluation,
            {".xlsx": "xlsx", ".docx": "docx"},
        ),
        PaperKind(
            CALENDAR,
            "what is due under the contract and when, with a calendar file (.ics)",
            _compose_calendar,
            {".docx": "docx", ".ics": "ics"},
        ),
        PaperKind(DIALOGUE, "what you ask the market before the tender", _compose_dialogue, {".docx": "docx"}),
    )
}


def find_kinds(names: Sequence[str]) -> tuple[PaperKind, ...]:
    """Return the kinds of papers with the names in `names`, each once, in the order in which papers are made.

    Raises UsageProblem, which suggests the nearest name, for a name that is not known.
    """
    for name in names:
        if name not in PAPERS:
            raise UsageProblem(f"there is no paper “{name}”", suggest_nearest(name, PAPERS))
    return tuple(kind for name, kind in PAPERS.items() if name in names)


def find_outputs(papers: Sequence[str], chosen: str) -> list[tuple[PaperKind, dict[str, str]]]:
    """Return the kinds of some papers, each with the endings of the files that are written and their formats.

    A paper whose data the annex as JSON holds is left out where that is built. Parameters: `papers`, the names of the
    papers; `chosen`, the format of the annex. Raises UsageProblem for an unknown paper, or for a format that a paper
    does not have.
    """
    answered = chosen == _JSON and ANNEX in papers
    kinds = find_kinds(papers)
    return [(kind, kind.select_outputs(chosen)) for kind in kinds if not (answered and kind.in_answer)]


def parse_papers(words: str) -> tuple[str, ...]:
    """Return the names of papers in the value of `--papers`, each once, in the order in which papers are made.

    Parameters: `words`, the names with commas between them, such as `annex,response`, or `all`. Raises UsageProblem
    if a name is not known, or if the value holds no name.
    """
    names = [name for word in words.split(",") if (name := word.strip())]
    if not names:
        raise UsageProblem("--papers names no paper", suggest_nearest("", PAPERS))
    if names == [ALL]:
        return tuple(PAPERS)
    return tuple(kind.name for kind in find_kinds(names))


def describe_papers() -> str:
    """Return the name and description of all kinds of papers in one line, for the help of `--papers`."""
    return "; ".join(f"`{kind.name}`, {kind.help}" for kind in PAPERS.values())


def list_files(papers: Sequence[str], chosen: str) -> list[tuple[str, str]]:
    """Return the files of some papers, each as the name of the paper and the ending: (`annex`, `.docx`).

    Parameters: `papers`, the names of the papers; `chosen`, the format of the annex.
    """
    return [(kind.name, ending) for kind, outputs in find_outputs(papers, chosen) for ending in outputs]


def name_file(paper: str, ending: str, stem: str) -> str:
    """Return the name of a file of a paper: `laptops.docx` for the annex, `laptops-response.docx` for another paper.

    Parameters: `stem`, the beginning of the names of all files of a purchase, here `laptops`.
    """
    return f"{stem}{ending}" if paper == ANNEX else f"{stem}-{paper}{ending}"
