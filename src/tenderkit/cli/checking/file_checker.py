# SPDX-License-Identifier: Apache-2.0
"""Check the files named on the command line, one by one; those that cannot be read stop no other."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tenderkit.cli.options import read_today
from tenderkit.errors import TenderkitError, UsageProblem, problem_of
from tenderkit.formats.text.checked_files import CheckAnswer, CheckedFile
from tenderkit.frozen import frozen_dataclass

if TYPE_CHECKING:
    from tenderkit.checks.accepted import AcceptedFinding
    from tenderkit.checks.baseline import Baseline
    from tenderkit.checks.documents.document import View
    from tenderkit.cli.accepted_findings import AcceptRequest
    from tenderkit.cli.checking.copies import Copies
    from tenderkit.cli.checking.sorted_files import SortedFiles
    from tenderkit.cli.inputs import Source
    from tenderkit.findings import Finding
    from tenderkit.formats.word.read.open_docx import WordFile
    from tenderkit.library.language import Language
    from tenderkit.library.reading.shipped_data import ShippedData
    from tenderkit.tender_check.file_report import FileReport


class _ReadFile(NamedTuple):
    """A file that was read and checked.

    `name`: its name; `report`: what was found in it; `accepted`: the file of accepted findings, None where there can
    be none; `copy`: makes the copy of the file, None where none is wanted.
    """

    name: str
    report: "FileReport"
    accepted: Path | None
    copy: Callable[[CheckedFile], CheckedFile] | None


@frozen_dataclass
class FileChecker:
    """What all files are checked with.

    `language`: in place of that of the purchase files; `view`: how Word files are read; `request`: what is to be
    accepted; `baseline`: the findings that are not reported again; `copies`: the copies that are made; None for none;
    `original`: the file as tenderkit made it; `purchase`: the purchase file of documents that somebody else wrote;
    `passages`: whether the passages of such documents are wanted.
    """

    data: "ShippedData"
    language: str | None = None
    view: "View" = "final"
    request: "AcceptRequest | None" = None
    baseline: "Baseline | None" = None
    copies: "Copies | None" = None
    original: "WordFile | None" = None
    purchase: str | None = None
    passages: bool = False

    def check_all(self, inputs: "SortedFiles", baseline: str | None) -> tuple[CheckAnswer, list[TenderkitError]]:
        """Return what is found in all files, and the problems of those that cannot be read; write the copies.

        Parameters: `baseline`, the name of the file with the findings of an earlier check, None where there is none.
        Raises an error with all problems if no file can be read.
        """
        files, documents, workbooks, sources = inputs.files, inputs.documents, inputs.workbooks, inputs.sources
        problems = list(inputs.problems)
        compared = bool(documents or workbooks) and len(documents) + len(workbooks) + len(sources) > 1
        read = self._read_documents(documents, problems, compared=compared) if documents else []
        read += self._read_workbooks(workbooks, problems, compared=compared) if workbooks else []
        read += [file for source in sources if (file := self._read_source(source, problems, compared=compared))]
        if compared:
            read = self._compare(read, problems)
        checked = [done for each in read if (done := self._finish(each, problems))]
        checked.sort(key=lambda file: files.index(file.file) if file.file in files else 0)
        if not checked:
            from tenderkit.cli.inputs import raise_problems

            raise_problems(problems)
        if self.copies:
            self.copies.write()
        return CheckAnswer(tuple(checked), baseline, self.baseline.gone if self.baseline else ()), problems

    def _read_documents(
        self, files: Sequence[str], problems: list[TenderkitError], *, compared: bool
    ) -> list[_ReadFile]:
        """Return what is found in documents; adds the problems of those that cannot be read."""
        from tenderkit.checks.documents.rule import load_rules
        from tenderkit.cli.word_files import read_word_files
        from tenderkit.tender_check.document_check import check_document

        expected, data, view = self._expected, self.data, self.view

        def read(content: bytes, name: str) -> _ReadFile:
            report = check_document(
                content,
                name,
                data,
                load_rules(),
                view,
                self.original,
                expected,
                passages=self.passages,
                compared=compared,
            )
            copies = self.copies
            copy = None if copies is None else lambda file: copies.copy_document(file, content, data, view)
            return _ReadFile(name, report, _find_accepted(name), copy)

        results, unreadable = read_word_files(files, read)
        problems += unreadable
        return [file for _, file in results]

    def _read_workbooks(
        self, files: Sequence[str], problems: list[TenderkitError], *, compared: bool
    ) -> list[_ReadFile]:
        """Return what is found in workbooks; adds the problems of those that cannot be read."""
        from tenderkit.cli.word_files import read_word_files
        from tenderkit.tender_check.workbook_check import check_workbook

        def read(content: bytes, name: str) -> _ReadFile:
            report = check_workbook(content, name, self.data, compared=compared)
            return _ReadFile(name, report, _find_accepted(name), None)

        results, unreadable = read_word_files(files, read)
        problems += unreadable
        return [file for _, file in results]

    def _read_source(self, source: "Source", problems: list[TenderkitError], *, compared: bool) -> _ReadFile | None:
        """Return what is found in a purchase file; None, with a problem added to `problems`, if it is not valid."""
        from tenderkit.checks.rule import load_rules
        from tenderkit.cli.accepted_findings import name_accepted_file
        from tenderkit.cli.inputs import read_purchases
        from tenderkit.tender_check.purchase_check import report_purchase

        try:
            (purchase,) = read_purchases([source], self.language, [], self.data)
            report = report_purchase(purchase, self.data, load_rules(), source.name, read_today(), compared=compared)
        except UsageProblem:
            raise
        except Exception as error:
            problems.append(problem_of(error, source.name))
            return None
        copies, data = self.copies, self.data
        copy = None if copies is None else lambda file: copies.copy_purchase(file, source.text, purchase, data)
        accepted = None if source.path is None else name_accepted_file(source.path)
        return _ReadFile(source.name, report, accepted, copy)

    @cached_property
    def _expected(self) -> frozenset[str] | None:
        """The ids of the clauses for the purchase that is named with `--for`; None where none is."""
        if self.purchase is None:
            return None
        from tenderkit.cli.inputs import raise_problems, read_purchases, read_sources
        from tenderkit.tender_check.purchase_check import list_expected_clauses

        sources, problems = read_sources([self.purchase], None, None)
        raise_problems(problems)
        (purchase,) = read_purchases(sources, None, [], self.data)
        return list_expected_clauses(purchase, self.data, self.purchase)

    def _compare(self, files: list[_ReadFile], problems: list[TenderkitError]) -> list[_ReadFile]:
        """Return files with what differs between papers of one purchase added to what was found in them."""
        from tenderkit.tender_check.paper_comparison import compare_papers

        papers = [file.report.paper for file in files if file.report.paper is not None]
        try:
            mismatches = compare_papers(papers)
        except Exception as error:
            problems.append(problem_of(error, papers[0].file))
            return files
        return [
            file._replace(report=file.report._replace(findings=file.report.findings + mismatches.get(file.name, ())))
            for file in files
        ]

    def _finish(self, file: _ReadFile, problems: list[TenderkitError]) -> CheckedFile | None:
        """Return a file with the findings that count, and make its copy; None, with a problem added, if that fails.

        Writes the file of accepted findings if findings of this file are to be accepted. Raises UsageProblem if one
        of these is not there.
        """
        try:
            checked = self._sort_findings(file)
            return file.copy(checked) if file.copy else checked
        except UsageProblem:
            raise
        except Exception as error:
            problems.append(problem_of(error, file.name))
            return None

    def _sort_findings(self, file: _ReadFile) -> CheckedFile:
        """Return a file with the findings that count, those that are accepted, and the number of earlier ones."""
        report = file.report
        accepted: tuple[AcceptedFinding, ...] = ()
        findings = report.findings
        if file.accepted is not None:
            findings, accepted = self._split_accepted(findings, file.accepted, report.words)
        new = findings if self.baseline is None else self.baseline.leave_out(findings)
        return CheckedFile(
            file.name,
            report.words,
            new,
            accepted,
            report.kind,
            len(findings) - len(new),
            passages=report.passages,
            topics=report.topics,
        )

    def _split_accepted(
        self, findings: "tuple[Finding, ...]", path: Path, words: "Language"
    ) -> "tuple[tuple[Finding, ...], tuple[AcceptedFinding, ...]]":
        """Return the findings that are not accepted, and those that are.

        Parameters: `path`, the file of accepted findings, which is written if findings are to be accepted; `words`,
        the language of the findings.
        """
        if not self.request and not path.is_file():
            return findings, ()
        from tenderkit.checks.accepted import split_accepted
        from tenderkit.cli.accepted_findings import read_acceptances, write_acceptances

        acceptances = read_acceptances(path)
        if self.request:
            acceptances = acceptances.accept(self.request.choose(findings), self.request.reason)
            write_acceptances(path, acceptances)
        return split_accepted(findings, acceptances, str(path), words)


def _find_accepted(name: str) -> Path:
    """Return the path of the accepted findings of a document, or of a workbook."""
    # A purchase may have the same name but for its ending.
    from tenderkit.cli.accepted_findings import name_accepted_file

    return name_accepted_file(Path(f"{name}.toml"))
