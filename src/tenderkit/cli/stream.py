# SPDX-License-Identifier: Apache-2.0
"""`build - --input-format jsonl`: one purchase a line in, one answer a line out, in the same order."""

import gc
import re
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tenderkit.cli import output
from tenderkit.cli.messages import say
from tenderkit.errors import BUG, PARTLY, InvalidInput, UsageProblem, problem_of
from tenderkit.findings import Finding, Place
from tenderkit.formats.text.json import format_json
from tenderkit.library.reading import shipped_data, text_files
from tenderkit.pipeline import How, laid_out, make
from tenderkit.purchase.reading import validate_purchase

if TYPE_CHECKING:
    from tenderkit.formats.word.write.pdf import LibreOffice

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def stream(
    lines: Iterable[bytes],
    output_path: str | None,
    form: str,
    language: str | None,
    data: shipped_data.ShippedData,
    how: How,
    *,
    force: bool,
) -> int:
    """Build every line.

    Parameters: `lines`, a purchase each; `output_path`, the folder for documents, whereas JSON answers carry the
    data themselves; `data`, the library and what belongs to it; `how`, in which way they are made.
    Returns 0, 5 where lines failed, or 70 where one of them met a bug. An unusable line becomes
    an answer that says so, and the next follows.
    """
    if form == "json":
        return _lines(lines, None, form, language, data, how, force=force)
    if output_path is None or output_path == "-":
        raise UsageProblem("a stream of documents needs a folder", "Name it with -o.")
    with ExitStack() as opened:
        office = None
        if form == "pdf":
            from tenderkit.formats.word.write.pdf import open_libreoffice

            office = opened.enter_context(open_libreoffice())
        folder = Path(output_path)
        opened.enter_context(output.folder(folder))
        return _lines(lines, folder, form, language, data, how, force=force, office=office)


def _lines(
    lines: Iterable[bytes],
    folder: Path | None,
    form: str,
    language: str | None,
    data: shipped_data.ShippedData,
    how: How,
    *,
    force: bool,
    office: "LibreOffice | None" = None,
) -> int:
    gc.enable()
    seen: set[str] = set()
    read_from = [Path(how.house.name)] if how.house else []
    failed = number = 0
    bug = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        answer: dict[str, Any] = {"id": None, "ok": False, "data": None, "findings": [], "file": None}
        name = f"line {number}"
        try:
            purchase = text_files.parse_json(text_files.decode_text(line, name), name)
            answer["id"] = purchase.pop("id", str(number))
            id_ = _checked(answer["id"], seen, name)
            made = make(
                validate_purchase(purchase, name, "json", language, data),
                form,
                name,
                data,
                how,
            )
            answer["findings"] = [f.as_json() for f in made.findings]
            if folder is None:
                from tenderkit.formats.text.json import build_annex

                answer["data"] = build_annex(made.annex)
            else:
                target = folder / f"{id_}.{form}"
                if office is not None:
                    output.check(target, force=force, sources=read_from)
                    (made,) = laid_out([made], [str(target)], office, data, how)
                output.deliver([(target, made.content)], force=force, sources=read_from)
                answer["file"] = str(target)
            answer["ok"] = True
        except Exception as error:
            failed += 1
            problem = problem_of(error, name)
            bug = bug or problem.exit_code == BUG
            answer["findings"] = [f.as_json() for f in problem.findings]
        sys.stdout.write(format_json(answer, lines=True))
        sys.stdout.flush()
    for remark in how.house.report if how.house else ():
        say(remark)
    say(f"{number} lines, {failed} failed")
    if bug:
        return BUG
    return PARTLY if failed else 0


def _checked(id_: Any, seen: set[str], name: str) -> str:
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        fix = "Use letters, digits, dots, hyphens and underscores, at most 100."
        raise InvalidInput([Finding("id", f"the id {id_!r} cannot name a file", fix, place=Place(name, "id"))])
    if id_ in seen:
        raise InvalidInput(
            [Finding("id", f"the id “{id_}” was there before", "Make it unique.", place=Place(name, "id"))]
        )
    seen.add(id_)
    return id_
