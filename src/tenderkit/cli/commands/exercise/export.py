# SPDX-License-Identifier: Apache-2.0
"""`tenderkit exercise export`: the questions of a pack for a learning platform."""

from pathlib import Path
from typing import Annotated

import typer

from tenderkit.cli.exercises.exported import ExportFormat
from tenderkit.cli.options import Force, Overlays

PackFolder = Annotated[str, typer.Argument(metavar="PACK", help="The folder of a pack.")]
ExportFormatOption = Annotated[
    ExportFormat,
    typer.Option(
        "--format",
        help="moodle: Moodle XML, for the question bank of Moodle. qti: a QTI 2.1 package for each variant, for "
        "other platforms. gift: text, to change by hand and import. html: for each variant a page that marks itself, "
        "to hand out.",
    ),
]
OutputFolder = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="DIR", help="The folder to write to; the folder lms of the pack if absent."
    ),
]


def export_pack(
    folder: PackFolder,
    format_: ExportFormatOption,
    output_path: OutputFolder = None,
    force: Force = False,
    overlays: Overlays = None,
) -> int:
    """Write the questions of a pack for a learning platform, or as pages that mark themselves.

    The files hold the key: import them, and hand them out to nobody; pages hold digests of it alone. The key is made
    again from the lock of the pack. Ends with 6 where tenderkit or a library differs from those that made it.
    """
    from tenderkit.cli.exercises.exported import choose_folder, write_export
    from tenderkit.cli.exercises.pack_folder import draw_pack_again, read_lock
    from tenderkit.cli.messages import print_line, print_path
    from tenderkit.cli.output import open_folder, write_results
    from tenderkit.exercises.pack_lock import LOCK_PATH
    from tenderkit.library.reading.shipped_data import load_with_overlays

    path = Path(folder) / LOCK_PATH
    lock = read_lock(path)
    target = choose_folder(Path(folder), output_path)
    drawn = draw_pack_again(lock, path, load_with_overlays(overlays or []), overlays or [])
    results = [(target / name, content) for name, content in write_export(drawn, lock, format_).items()]
    with open_folder(target):
        write_results(results, force=force)
    for file, _ in results:
        print_path(file)
    # The folder may hold files of other formats, some to hand out and some not.
    names = ", ".join(file.name for file, _ in results)
    told = "without the key in words: hand it out" if format_ == "html" else "with the key: hand it out to nobody"
    print_line(f"{names}: {told}")
    return 0
