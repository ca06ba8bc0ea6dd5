# SPDX-License-Identifier: Apache-2.0
"""Check the files named on the command line, one by one; those that cannot be read stop no other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

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
    from tenderkit.library.reading.shipped_data import ShippedData

    # By the name of the file.
    Findings = Mapping[str, tuple[Finding, ...]]


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

    def check_all(self, inputs: "SortedFiles", known: str | None) -> tuple[CheckAnswer, list[TenderkitError]]:
        """Return what is found in all files, and the problems of those that cannot be read; write the copies.

        Parameters: `known`, the name of the file with the findings of an earlier check, None where there is none.
        Raises an error with all problems if no file can be read.
        """
        from tenderkit.cli.inputs import raise_problems

        files, documents, problems = inputs.files, inputs.documents, list(inputs.problems)
        mismatches = self._find_mismatches([*documents, *inputs.workbooks], inputs.sources)
        checked, unreadable = self._check_documents(documents, mismatches) if documents else ([], [])
        problems = [*unreadable, *problems]
        checked += [file for name in inputs.workbooks if (file := self._check_workbook(name, mismatches, problems))]
        checked += [file for source in inputs.sources if (file := self._check_source(source, mismatches, problems))]
        checked.sort(key=lambda file: files.index(file.file) if file.file in files else 0)
        if not checked:
            raise_problems(problems)
        if self.copies:
            self.copies.write()
        return CheckAnswer(tuple(checked), known, self.baseline.gone if self.baseline else ()), problems

    def _find_mismatches(self, files: Sequence[str], sources: "Sequence[Source]") -> "Findings":
        """Return what differs between papers of one purchase, by file; nothing for a single file."""
        if not files or len(files) + len(sources) < 2:
            return {}
        from tenderkit.cli.checking.belonging_files import find_mismatches
        from tenderkit.cli.inputs import read_purchases

        purchases = {}
        for source in sources:
            try:
                (purchases[source.name],) = read_purchases([source], self.language, [], self.data)
            except TenderkitError:
                # Its own check says why.
                continue
        return find_mismatches(files, purchases, self.data)

    def _check_workbook(
        self, name: str, mismatches: "Findings", problems: list[TenderkitError]
    ) -> CheckedFile | None:
        """Return what differs in an evaluation workbook; None, with a problem added, if it cannot be read."""
        from tenderkit.cli.accepted_findings import name_accepted_file
        from tenderkit.cli.word_files import read_content
        from tenderkit.formats.excel.read_workbook import read_book_lots, read_workbook

        try:
            book = read_workbook(read_content(name), name)
            own = any(read_book_lots(book, self.data.language(code)) for code in self.data.languages)
        except Exception as error:
            problems.append(problem_of(error, name))
            return None
        accepted = name_accepted_file(Path(f"{name}.toml"))
        return self._sort_findings(name, mismatches.get(name, ()), accepted, "own-annex" if own else "foreign")

    def _check_documents(
        self, files: Sequence[str], mismatches: "Findings"
    ) -> tuple[list[CheckedFile], list[TenderkitError]]:
        """Return what is found in documents, and the problems of the files that cannot be read."""
        from tenderkit.checks.documents.rule import load_rules
        from tenderkit.cli.accepted_findings import name_accepted_file
        from tenderkit.cli.word_files import read_word_files
        from tenderkit.pipeline import check_document

        expected = self._select_expected()

        def check_file(content: bytes, name: str) -> CheckedFile:
            how = self.view, self.original, expected
            parts = check_document(content, name, self.data, load_rules(), *how, passages=self.passages)
            findings = parts.findings + mismatches.get(name, ())
            # A purchase may have the same name but for its ending.
            file = self._sort_findings(name, findings, name_accepted_file(Path(f"{name}.toml")), parts.kind)
            file = replace(file, passages=parts.passages, topics=parts.topics)
            if self.copies is None:
                return file
            return self.copies.copy_document(file, content, self.data, self.view)

        results, problems = read_word_files(files, check_file)
        return [file for _, file in results], problems

    def _select_expected(self) -> frozenset[str] | None:
        """Return the ids of the clauses for the purchase that is named with `--for`; None where none is."""
        if self.purchase is None:
            return None
        from tenderkit.cli.inputs import raise_problems, read_purchases, read_sources
        from tenderkit.pipeline import select_clauses

        sources, problems = read_sources([self.purchase], None, None)
        raise_problems(problems)
        (purchase,) = read_purchases(sources, None, [], self.data)
        parts = select_clauses(purchase, self.data, self.purchase).parts
        return frozenset(pick.clause.id for part in parts for pick in part.picks)

    def _check_source(
        self, source: "Source", mismatches: "Findings", problems: list[TenderkitError]
    ) -> CheckedFile | None:
        """Return what is found in a purchase file; None, with a problem added to `problems`, if it is not valid.

        Writes the file of accepted findings if findings of this file are to be accepted. Raises UsageProblem if one
        of these is not there.
        """
        from tenderkit.checks.rule import load_rules
        from tenderkit.cli.accepted_findings import name_accepted_file
        from tenderkit.cli.inputs import read_purchases
        from tenderkit.pipeline import check_purchase

        try:
            (purchase,) = read_purchases([source], self.language, [], self.data)
            findings = check_purchase(purchase, self.data, load_rules(), source.name, read_today())
            findings += mismatches.get(source.name, ())
            accepted = None if source.path is None else name_accepted_file(source.path)
            file = self._sort_findings(source.name, findings, accepted)
            if self.copies is None:
                return file
            return self.copies.copy_purchase(file, source.text, purchase, self.data)
        except UsageProblem:
            raise
        except Exception as error:
            problems.append(problem_of(error, source.name))
            return None

    def _sort_findings(
        self, name: str, findings: "tuple[Finding, ...]", path: Path | None, kind: str = "purchase"
    ) -> CheckedFile:
        """Return a file with the findings that count, those that are accepted, and the number of those known before.

        Parameters: `path`, the file of accepted findings; None where there can be none.
        """
        accepted: tuple[AcceptedFinding, ...] = ()
        if path is not None:
            findings, accepted = self._split_accepted(findings, path)
        new = findings if self.baseline is None else self.baseline.leave_out(findings)
        return CheckedFile(name, new, accepted, kind, len(findings) - len(new))

    def _split_accepted(
        self, findings: "tuple[Finding, ...]", path: Path
    ) -> "tuple[tuple[Finding, ...], tuple[AcceptedFinding, ...]]":
        """Return the findings that are not accepted, and those that are.

        Parameters: `path`, the file of accepted findings, which is written if findings are to be accepted.
        """
        from tenderkit.checks.accepted import split_accepted
        from tenderkit.cli.accepted_findings import read_acceptances, write_acceptances

        acceptances = read_acceptances(path)
        if self.request:
            acceptances = acceptances.accept(self.request.choose(findings), self.request.reason)
            write_acceptances(path, acceptances)
        return split_accepted(findings, acceptances, str(path))
