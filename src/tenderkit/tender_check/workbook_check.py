# SPDX-License-Identifier: Apache-2.0
"""Check a workbook: no rule looks into its cells; an evaluation workbook is compared with other papers."""

from tenderkit.findings import Finding, put_file
from tenderkit.library.library import ENGLISH
from tenderkit.library.reading.shipped_data import ShippedData
from tenderkit.tender_check.file_report import FileReport

_RULE = "content-not-read"


def check_workbook(content: bytes, file: str, data: ShippedData, *, compared: bool = False) -> FileReport:
    """Return the remark that no rule looks into the cells of a workbook, and the workbook as it is compared.

    Parameters: `content`, the bytes of the file; `file`, its name in findings; `data`, the data with the languages;
    `compared`, whether it is compared with other papers. Raises InvalidInput where it cannot be read.
    """
    from tenderkit.checks.documents.rule import load_rules
    from tenderkit.formats.excel.read_workbook import read_workbook
    from tenderkit.tender_check.paper_comparison import describe_workbook

    book = read_workbook(content, file)
    paper = describe_workbook(book, [data.language(code) for code in data.languages], file)
    words = data.language(paper.language if paper else ENGLISH)
    remark = words.remark(f"documents.{_RULE}-{'cells-compared' if paper else 'cells'}")
    finding = Finding(_RULE, *remark, load_rules()[_RULE].severity)
    return FileReport("workbook", words, put_file((finding,), file), paper=paper if compared else None)
