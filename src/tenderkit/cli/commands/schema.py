# SPDX-License-Identifier: Apache-2.0
"""`tenderkit schema`: print JSON Schemas, with which editors complete and check the TOML files."""

import json
from typing import Annotated, Any, Literal

import typer

from tenderkit.cli.options import Overlays

Name = Literal[
    "purchase",
    "clause",
    "jurisdiction",
    "sources",
    "superseded",
    "questions",
    "buyer-steps",
    "vocabulary",
    "overlay",
    "changelog",
    "coverage",
    "cpv",
    "notices",
    "word-lists",
    "finding",
]


def print_schema(
    name: Annotated[Name, typer.Argument(metavar="NAME", help="Which file or value.")],
    format_: Annotated[Literal["json"], typer.Option("--format", help="Always JSON.")] = "json",
    overlays: Overlays = None,
) -> int:
    """Print the JSON Schema of a file. Of a purchase, of the files of a library, or of a finding in JSON answers."""
    from pydantic import TypeAdapter

    from tenderkit.findings import Finding
    from tenderkit.library.author_data import History, SupersededReference, WordLists
    from tenderkit.library.buyer_steps import BuyerStep
    from tenderkit.library.clause import Clause
    from tenderkit.library.coverage import Scheme
    from tenderkit.library.cpv import CpvCode
    from tenderkit.library.jurisdiction import Jurisdiction
    from tenderkit.library.library import Overlay, Source
    from tenderkit.library.question import Question
    from tenderkit.library.reading import shipped_data
    from tenderkit.library.reading.validation import insert_words
    from tenderkit.library.vocabulary import Vocabulary
    from tenderkit.notices.codes import NoticeCodes
    from tenderkit.purchase.purchase import Purchase

    shapes: dict[str, Any] = {
        "purchase": Purchase,
        "clause": Clause,
        "jurisdiction": Jurisdiction,
        "sources": dict[str, Source],
        "superseded": dict[str, SupersededReference],
        "questions": dict[str, Question],
        "buyer-steps": dict[str, BuyerStep],
        "vocabulary": Vocabulary,
        "overlay": Overlay,
        "changelog": History,
        "coverage": dict[str, Scheme],
        "cpv": dict[str, CpvCode],
        "notices": NoticeCodes,
        "word-lists": WordLists,
        "finding": Finding,
    }
    raw = TypeAdapter(shapes[name]).json_schema()
    if name == "purchase":
        raw["properties"].pop("both-languages")  # what the option `--language` leaves out of a file
    if name == "clause":
        # The file name and its folder say these two; they do not stand in the file.
        for key in ("id", "theme"):
            raw["properties"].pop(key)
            raw["required"].remove(key)
    if name == "vocabulary":
        raw.pop("required")  # a library on top adds to some lists only
    if name == "overlay":
        for key in ("file", "digest", "clauses"):  # what the loader puts in
            raw["properties"].pop(key)
        raw["$defs"]["Limit"]["required"].remove("mark")  # one’s own rules are certain
    filled = insert_words(raw, shipped_data.load_with_overlays(overlays or []).library)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"tenderkit/{name}/1"}
    typer.echo(json.dumps(head | filled, ensure_ascii=False, indent=2))
    return 0
