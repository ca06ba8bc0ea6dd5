# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses new`: the file of a new clause, with blanks to fill."""

import re
from typing import Annotated, Literal

import typer

from tenderkit.cli.options import Overlays
from tenderkit.command_lines import quote_word

Kind = Literal["selection-criterion", "technical-specification", "award-criterion", "contract-performance-clause"]


def begin_clause(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Its id for ever: small letters, digits and dashes.")],
    kind: Annotated[Kind, typer.Option("--kind", help="What kind of clause it is.")],
    theme: Annotated[str, typer.Option("--theme", metavar="THEME", help="The theme, which is its folder.")],
    into: Annotated[
        str, typer.Option("--into", metavar="DIR", help="Your library; begun where the folder holds none.")
    ] = ".",
    overlays: Overlays = None,
) -> int:
    """Begin the file of a new clause. Every blank in it is marked ‹like this›."""
    from pathlib import Path

    from tenderkit.cli.messages import print_line
    from tenderkit.cli.output import open_folder, write_results
    from tenderkit.errors import FileProblem, UsageProblem
    from tenderkit.findings import suggest_nearest
    from tenderkit.library.reading import shipped_data
    from tenderkit.library.reading.text_files import read_text

    library = shipped_data.load_with_overlays(overlays or []).library
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id_):
        raise UsageProblem(
            f"“{id_}” is no id", "Write small letters and digits, words joined by dashes: spare-parts."
        )
    if theme not in library.vocabulary.themes:
        raise UsageProblem(f"there is no theme “{theme}”", suggest_nearest(theme, library.vocabulary.themes))
    if id_ in library.clauses:
        fix = f"Take another id; to replace that clause, copy its file: tenderkit clauses show {id_} --format toml."
        raise UsageProblem(f"there is a clause “{id_}” already", fix)
    root = Path(into)
    path = root / theme / f"{id_}.toml"
    # The folder need not be among those that were read: what is in it may have no library.toml yet, or a fault.
    for existing in (root / known / path.name for known in library.vocabulary.themes):
        if existing.exists():
            raise FileProblem(existing, "is there already", "Take another id: it is that of one clause for ever.")
    template = shipped_data.find_data_folder() / "templates" / "clause" / f"{kind}.toml"
    files = [(path, read_text(template, template.name).encode())]
    head = root / "library.toml"
    is_shipped = not head.is_file() and (root / "vocabulary.toml").is_file()
    if not head.is_file() and not is_shipped:
        # A folder may be called anything, a text of TOML holds no control characters.
        name = re.sub(r'["\\\x00-\x1f\x7f\ud800-\udfff]', "", root.resolve().name) or "library"
        files.insert(0, (head, f'title.en = "{name}"\nversion = "0.1"\n'.encode()))
    with open_folder(path.parent):
        write_results(files, force=False)
    if len(files) > 1:
        print_line(f"{head}: begun; it names your library in every annex that uses it")
    # Beside the vocabulary it is the shipped library itself, which every command reads.
    then = "tenderkit clauses lint" + ("" if is_shipped else f" --library {quote_word(into)}")
    print_line(f"{path}: written; fill the blanks in ‹ ›, then: {then}")
    return 0
