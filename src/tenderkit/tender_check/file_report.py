# SPDX-License-Identifier: Apache-2.0
"""What the check of one file returns."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from tenderkit.findings import Finding

if TYPE_CHECKING:
    from tenderkit.checks.annexes.belonging_papers import TenderPaper
    from tenderkit.checks.documents.topics.coverage import Topic
    from tenderkit.checks.documents.topics.passages import RequirementPassage
    from tenderkit.library.language import Language

FileKind = Literal["purchase", "own-annex", "foreign", "workbook"]


class FileReport(NamedTuple):
    """What was found in one file, and what other files are compared with.

    `kind`: a purchase file, a document that tenderkit made, one that somebody else made, or a workbook; `words`: the
    language of what is said about it; `findings`: what the rules find in it; `passages`, `topics`: the passages of a
    document that tenderkit did not make, and the clauses expected in it, where these were asked for; `paper`: the
    file as it is compared with other papers, where this was asked for, None for a file that is no paper of tenderkit.
    """

    kind: FileKind
    words: "Language"
    findings: tuple[Finding, ...] = ()
    passages: "tuple[RequirementPassage, ...]" = ()
    topics: "tuple[Topic, ...]" = ()
    paper: "TenderPaper | None" = None
