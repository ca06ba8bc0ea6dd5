# SPDX-License-Identifier: Apache-2.0
"""The papers that one purchase is made into: which there are, and where each goes."""

from pathlib import Path

from tenderkit.errors import UsageProblem
from tenderkit.finding import nearest

ANNEX, EVALUATION = "annex", "evaluation"
# The endings of the papers beside the annex, whose own is that of its format. In the order in which they are made.
BESIDE = {EVALUATION: ".xlsx"}
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


def suffix(paper: str, form: str) -> str:
    """The ending of a paper; `form` is the format of the annex."""
    return BESIDE.get(paper, f".{form}")


def named(paper: str, stem: str, form: str) -> str:
    """The name of the file of a paper.

    Parameters: `stem`, what all papers of the purchase begin with; `form`, the format of the annex.
    """
    return f"{stem}{suffix(paper, form)}" if paper == ANNEX else f"{stem}-{paper}{suffix(paper, form)}"


def beside(main: Path, paper: str, form: str) -> Path:
    """Where a paper stands beside the annex that was given a name.

    Parameters: `main`, the file of the annex; `form`, its format.
    """
    stem = main.name[: -len(main.suffix)] if main.suffix.lower() == f".{form}" else main.name
    return main.with_name(named(paper, stem, form))
