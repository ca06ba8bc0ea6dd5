# SPDX-License-Identifier: Apache-2.0
"""`tenderkit exercise make`: a pack of exercises with handouts, answer forms, guide, model answers and key."""

from pathlib import Path
from typing import Annotated

import typer

from tenderkit.cli.options import AllowUntranslated, Overlays, read_source_date

ScenarioId = Annotated[
    str, typer.Option("--scenario", metavar="ID", help="The scenario; see `tenderkit exercise list scenarios`.")
]
TypeName = Annotated[
    str, typer.Option("--type", metavar="TYPE", help="The type of exercise; see `tenderkit exercise list types`.")
]
Level = Annotated[
    int | None,
    typer.Option(
        "--level",
        metavar="N",
        help="The level, 1 (basic) to 4 (expert); the lowest that type and scenario have when absent.",
    ),
]
Variants = Annotated[int, typer.Option("--variants", metavar="N", help="How many variants, 1 to 99.")]
Defects = Annotated[
    int | None,
    typer.Option("--defects", metavar="N", help="How many defects an annex gets; when absent, the level decides."),
]
Language = Annotated[str, typer.Option("--language", metavar="CODE", help="The language of all papers.")]
Seed = Annotated[str, typer.Option("--seed", metavar="TEXT", help="The name of the run, printed on every paper.")]
SecretFile = Annotated[
    str | None,
    typer.Option(
        "--secret-file", metavar="FILE", help="A file with the secret of the pack; made by chance when absent."
    ),
]
Public = Annotated[
    bool, typer.Option("--public", help="No secret: anybody with tenderkit can make the key from the seed.")
]
PackFolder = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="DIR", help="The folder of the pack, a new one; <scenario>-<type> when absent."
    ),
]


def make_exercise(
    scenario: ScenarioId,
    type_: TypeName,
    level: Level = None,
    variants: Variants = 1,
    defects: Defects = None,
    language: Language = "en",
    seed: Seed = "1",
    secret_file: SecretFile = None,
    public: Public = False,
    output_path: PackFolder = None,
    allow_untranslated: AllowUntranslated = False,
    overlays: Overlays = None,
) -> int:
    """Make a pack of exercises on a scenario.

    The folder participants is handed out; facilitator has the guide, the model answers and the key. The file
    key/pack.lock.toml has the secret with which `replay` makes the same bytes again.
    """
    from tenderkit.cli.exercises.orders import check_seed, check_variants, choose_defects, choose_level
    from tenderkit.cli.exercises.pack_folder import check_new_folder, write_pack
    from tenderkit.cli.exercises.secret import choose_secret
    from tenderkit.cli.messages import print_line, print_path
    from tenderkit.exercises.pack import make_pack
    from tenderkit.exercises.pack_lock import PackOrder
    from tenderkit.library.reading.shipped_data import load_with_overlays

    check_variants(variants)
    check_seed(seed)
    folder = Path(output_path or f"{scenario}-{type_}")
    check_new_folder(folder)
    data = load_with_overlays(overlays or [])
    created = read_source_date()
    order = PackOrder(
        scenario=scenario,
        type=type_,
        level=choose_level(level, type_, scenario, data, overlays or []),
        variants=variants,
        language=language,
        defects=choose_defects(defects),
        seed=seed,
        secret=choose_secret(secret_file, public=public),
        allow_untranslated=allow_untranslated,
        created=created.isoformat() if created else "",
    )
    pack = make_pack(order, data, overlays or [])
    write_pack(folder, pack)
    print_path(folder)
    print_line(f"level {order.level}, variants: {variants}, rows: {pack.rows}; hand out {folder}/participants alone")
    return 0
