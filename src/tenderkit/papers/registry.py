# SPDX-License-Identifier: Apache-2.0
"""The papers that one purchase is made into: which there are, of which files, and where each goes."""

from collections.abc import Sequence

from tenderkit.errors import UsageProblem
from tenderkit.findings import nearest

ANNEX, RESPONSE, EVALUATION, CALENDAR = "annex", "response", "evaluation", "calendar"
# The endings of the files of each paper beside the annex, whose own is that of its format. In the order in which they
# are made. The last file of a calendar is made only where something has a date.
BESIDE = {RESPONSE: (".docx",), EVALUATION: (".xlsx", ".docx"), CALENDAR: (".docx", ".ics")}
PAPERS = (ANNEX, *BESIDE)


def chosen(words: str) -> tuple[str, ...]:
    """The papers that were asked for, each once, in the order in which they are made.

    Parameters: `words`, with commas between them. Raises UsageProblem, with the nearest word, for one that is not
    known, and where there is none at all.
    """
    asked = [word.strip() for word in words.split(",") if word.strip()]
    for word in asked:
        if word not in PAPERS:
            raise UsageProblem(f"there is no paper “{word}”", nearest(word, PAPERS))
    if not asked:
        raise UsageProblem("--papers names no paper", nearest("", PAPERS))
    return tuple(paper for paper in PAPERS if paper in asked)


def endings(paper: str, form: str) -> tuple[str, ...]:
    """The endings of the files of a paper; `form` is the format of the annex."""
    return BESIDE.get(paper, (f".{form}",))


def files(papers: Sequence[str], form: str) -> list[tuple[str, str]]:
    """Each file of some papers, as paper and ending.

    Parameters: `form`, the format of the annex.
    """
    return [(paper, ending) for paper in papers for ending in endings(paper, form)]


def named(paper: str, ending: str, stem: str) -> str:
    """The name of a file of a paper.

    Parameters: `stem`, what all papers of the purchase begin with.
    """
    return f"{stem}{ending}" if paper == ANNEX else f"{stem}-{paper}{ending}"
