# SPDX-License-Identifier: Apache-2.0
"""What `check` finds in purchase files and Word files, as text and as data for JSON."""

from typing import TYPE_CHECKING, Any

from tenderkit.findings import Finding, escape_controls
from tenderkit.formats.text.findings import count_by_severity
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language

if TYPE_CHECKING:
    from tenderkit.checks.documents.topics.coverage import Topic
    from tenderkit.checks.documents.topics.passages import RequirementPassage
    from tenderkit.checks.reference_fixes import Fix


@frozen_dataclass
class CheckedFile:
    """A file that was checked: its name, the language of what is said about it, what was found in it, and its kind.

    `accepted`: the findings that the authority accepts, each with its reason; they are not among `findings`.
    `left_out`: the number of findings that an earlier check had, and that are not reported again. `written`: the name
    of the copy that was written, empty where there is none; `fixes`: what was mended in it, not among `findings`;
    `passages`, `topics`: the passages of a document that tenderkit did not make, and the clauses expected in it.
    """

    file: str
    words: Language
    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, str], ...] = ()
    kind: str = "purchase"
    left_out: int = 0
    written: str = ""
    fixes: "tuple[Fix, ...]" = ()
    passages: "tuple[RequirementPassage, ...]" = ()
    topics: "tuple[Topic, ...]" = ()

    @property
    def counts(self) -> str:
        """The numbers in words: `1 error, 0 warnings, 2 notes, 1 fixed, 1 accepted, 9 in the baseline`."""
        numbers = {f"{severity}-count": number for severity, number in count_by_severity(self.findings).items()}
        others = {
            "fixed-count": len(self.fixes),
            "accepted-count": len(self.accepted),
            "baseline-count": self.left_out,
        }
        numbers |= {key: number for key, number in others.items() if number}
        counts = [self.words.count(f"commands.{key}", number) for key, number in numbers.items()]
        return self.words.text("document-words.comma").join(counts)


@frozen_dataclass
class CheckAnswer:
    """What was found in all files.

    `baseline`: the name of the file with the findings of an earlier check, None where none was named; `gone`: those
    of its findings that are no longer found.
    """

    files: tuple[CheckedFile, ...]
    baseline: str | None = None
    gone: tuple[Finding, ...] = ()


def render(answer: CheckAnswer) -> str:
    """Return what was found as text: for each file its name, the findings with hints, and their number."""
    lines: list[str] = []
    for file in answer.files:
        t = file.words.text
        lines.append(f"{file.file}: {file.counts}")
        lines += [line for finding in file.findings for line in list_lines(finding, file.words)]
        for finding, reason in file.accepted:
            lines += [list_lines(finding, file.words, "accepted")[0], f"    {t('commands.reason')}: {reason}"]
        lines += list_fixes(file)
    return "".join(f"{escape_controls(line)}\n" for line in (*lines, *list_baseline(answer)))


def list_lines(finding: Finding, words: Language, key: str | None = None) -> list[str]:
    """Return a finding as lines: severity, rule, key and message, then the words around the fault, and the hint.

    Parameters: `words`, the language of the lines; `key`, in the section `commands` of the frame, of what to print in
    place of the severity.
    """
    t = words.text
    place = f"{finding.place.key}: " if finding.place.key else ""
    rule = f"{finding.rule}{describe_confidence(finding, words)}"
    lines = [f"  {t(f'commands.{key or finding.severity}')} {rule}: {place}{finding.message}"]
    lines += [f"    {t('commands.excerpt')}: {finding.excerpt}"] if finding.excerpt else []
    return [*lines, f"    {t('commands.hint')}: {finding.fix}"] if finding.fix else lines


def describe_confidence(finding: Finding, words: Language) -> str:
    """Return how sure a finding is in words that follow its rule; nothing where it is sure, or nobody judged it."""
    is_unsure = finding.confidence in ("medium", "low")
    return f" ({words.text(f'commands.confidence-{finding.confidence}')})" if is_unsure else ""


def list_fixes(file: CheckedFile) -> list[str]:
    """Return as lines what was mended in the copy of a file, and the name of the copy."""
    quote, t = file.words.quote, file.words.text
    lines = [
        f"  {t('commands.fixed')} {fix.rule}: {fix.place}: {quote(fix.before)} → {quote(fix.after)}"
        for fix in file.fixes
    ]
    return [*lines, f"  {t('commands.written')}: {file.written}"] if file.written else lines


def render_copies(answer: CheckAnswer) -> str:
    """Return as text the number of findings in each file, what was mended, and the name of the copy."""
    lines = [line for file in answer.files for line in (f"{file.file}: {file.counts}", *list_fixes(file))]
    return "".join(f"{escape_controls(line)}\n" for line in (*lines, *list_baseline(answer)))


def list_baseline(answer: CheckAnswer) -> list[str]:
    """Return as lines how many findings an earlier check had, and which of these are no longer found."""
    if answer.baseline is None:
        return []
    words = answer.files[0].words
    numbers = sum(file.left_out for file in answer.files), len(answer.gone)
    left_out, gone = map(words.number, numbers)
    head = words.text("commands.baseline", file=answer.baseline, left=left_out, gone=gone)
    return [head, *(list_lines(finding, words, "gone")[0] for finding in answer.gone)]


def _build_contents(file: CheckedFile) -> dict[str, Any]:
    """Return the passages of a document that tenderkit did not make, and whether it speaks of what is expected."""
    topics = [
        {"clause": topic.clause.id, "theme": topic.clause.theme, "kind": topic.clause.kind, "state": topic.state}
        for topic in file.topics
    ]
    return {"passages": [passage.as_json() for passage in file.passages], "topics": topics}


def build_file(file: CheckedFile) -> dict[str, Any]:
    """Return the data of a file in `check --format json`: its kind, and the number of findings by severity."""
    return {
        "file": file.file,
        "kind": file.kind,
        "counts": count_by_severity(file.findings),
        "accepted": [{**finding.as_json(), "reason": reason} for finding, reason in file.accepted],
        **({"fixed": [fix.as_json() for fix in file.fixes], "written": file.written} if file.written else {}),
        **(_build_contents(file) if file.kind == "foreign" else {}),
    }


def build_data(answer: CheckAnswer) -> dict[str, Any]:
    """Return the data of `check --format json`: each file with its kind and the number of findings by severity."""
    files = [build_file(file) for file in answer.files]
    if answer.baseline is None:
        return {"files": files}
    baseline = {
        "file": answer.baseline,
        "left-out": {file.file: file.left_out for file in answer.files},
        "gone": [finding.as_json() for finding in answer.gone],
    }
    return {"files": files, "baseline": baseline}
