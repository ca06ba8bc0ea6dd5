# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses new`: the file of a new clause, with blanks to fill."""

import re
from typing import Annotated, Literal

import typer

from tenderkit.cli.options import Overlays

Kind = Literal["selection-criterion", "technical-specification", "award-criterion", "contract-performance-clause"]


def new(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Its id for ever: small letters, digits and dashes.")],
    kind: Annotated[Kind, typer.Option("--kind", help="What kind of clause it is.")],
    theme: Annotated[str, typer.Option("--theme", metavar="THEME", help="The theme, which is its folder.")],
    into: Annotated[
        str, typer.Option("--into", metavar="DIR", help="Your library; begun where the folder holds none.")
    ] = ".",
    overlays: Overlays = None,
) -> int:
    """Write the file of a new clause into a library, with every blank marked ‹like this›."""
    from pathlib import Path

    from tenderkit import data_files
    from tenderkit.cli.output import deliver, folder
    from tenderkit.cli.talk import say
    from tenderkit.errors import UsageProblem
    from tenderkit.finding import nearest
    from tenderkit.reading import read_text

    library = data_files.with_overlays(overlays or []).library
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id_):
        raise UsageProblem(
            f"“{id_}” is no id", "Write small letters and digits, words joined by dashes: spare-parts."
        )
    if theme not in library.vocabulary.themes:
        raise UsageProblem(f"there is no theme “{theme}”", nearest(theme, library.vocabulary.themes))
    if id_ in library.clauses:
        raise UsageProblem(
            f"there is a clause “{id_}” already", "Take another id; to replace that clause, copy its file instead."
        )
    root = Path(into)
    path = root / theme / f"{id_}.toml"
    template = data_files.data_folder() / "templates" / "clause" / f"{kind}.toml"
    files = [(path, read_text(template, template.name).encode())]
    head = root / "library.toml"
    if not head.is_file() and not (root / "vocabulary.toml").is_file():
        name = re.sub(r'["\\]', "", root.resolve().name) or "library"
        files.insert(0, (head, f'title.en = "{name}"\nversion = "0.1"\n'.encode()))
    with folder(path.parent):
        deliver(files, force=False)
    if len(files) > 1:
        say(f"{head}: begun; it names your library in every annex that uses it")
    say(f"{path}: written; fill the blanks in ‹ ›, then: tenderkit clauses lint --library {into}")
    return 0
