# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses new-language`: begin a language with the least that makes one, its frame."""

from typing import Annotated

import typer

from tenderkit.cli.options import DataFolder

# The script of the Word file that gives the look, by the direction of the language.
_LOOKS = {"ltr": "latin", "rtl": "arabic"}
_FRAME = """\
# SPDX-License-Identifier: CC0-1.0
# The fixed words of every document in “{code}”. What is not here is printed in English, and marked.
locale = "{locale}"
direction = "{direction}"
script = "{look}"
"""


def begin_language(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The language, by its code of ISO 639: fr.")],
    folder: DataFolder = None,
) -> int:
    """Begin a language with a frame. Words that are not translated are printed in English, and marked."""
    import re

    from tenderkit.cli.messages import print_line
    from tenderkit.cli.output import write_file
    from tenderkit.cli.workbench import find_folder, read_data, refuse_installed
    from tenderkit.errors import UsageProblem
    from tenderkit.library.language import find_script
    from tenderkit.translation.library_text import name_file

    data, root = read_data(folder), find_folder(folder)
    if code in data.languages:
        fix = f"Export what is missing: tenderkit clauses translate export --language {code} --missing -o {code}.po."
        raise UsageProblem(f"there is a language “{code}” already", fix)
    known = find_script(code) if re.fullmatch("[a-z]{2,3}", code) else None
    if known is None:
        raise UsageProblem(
            f"“{code[:20]}” is no language of the locale data", "Write its code of ISO 639: fr, es, zh."
        )
    refuse_installed(root)
    locale, direction, script = known
    look = _LOOKS[direction]
    path = root / name_file("frame", code)
    text = _FRAME.format(code=code, locale=locale, direction=direction, look=look)
    write_file(path, text.encode(), force=False)
    print_line(f"{path}: written; papers have the look of templates/annex/{look}.docx")
    if script.lower() not in ("latn", "arab"):
        print_line(f"its letters are {script}: see that the fonts of {look}.docx have them")
    print_line(f"then: tenderkit clauses translate export --language {code} --missing -o {code}.xlsx")
    return 0
