# SPDX-License-Identifier: Apache-2.0
"""`tenderkit exercise list`: the scenarios of training exercises."""

from typing import Annotated, Any

import typer

from tenderkit.cli.completion import complete_languages
from tenderkit.cli.options import Overlays, TextOrJsonOption

KINDS = ("scenarios",)


def list_exercises(
    kind: Annotated[
        str | None,
        typer.Argument(metavar="[KIND]", help=f"What to list: {', '.join(KINDS)}; all when absent."),
    ] = None,
    format_: TextOrJsonOption = "text",
    language: Annotated[
        str,
        typer.Option("--language", metavar="CODE", autocompletion=complete_languages, help="The language of titles."),
    ] = "en",
    overlays: Overlays = None,
) -> int:
    """List the scenarios, with their learning outcomes, levels, and the defects that suit them best.

    A library of your own adds scenarios in its folder exercises/.
    """
    from tenderkit.errors import UsageProblem
    from tenderkit.exercises.scenario_files import read_scenarios
    from tenderkit.findings import suggest_nearest
    from tenderkit.formats.text.json import build_envelope, format_json
    from tenderkit.library.reading.shipped_data import load_with_overlays

    if kind is not None and kind not in KINDS:
        raise UsageProblem(f"there is no list “{kind}”", suggest_nearest(kind, KINDS))
    data = load_with_overlays(overlays or [])
    if language not in data.languages:
        raise UsageProblem(f"there is no language “{language}”", f"There are {', '.join(data.languages)}.")
    words = data.language(language)
    scenarios = [
        {
            "id": scenario.id,
            "title": words.words(scenario.title),
            "region": words.words(scenario.region),
            "outcomes": list(scenario.outcomes),
            "levels": list(scenario.levels),
            "focus": list(scenario.focus),
        }
        for scenario in read_scenarios(data, overlays or []).values()
    ]
    if format_ == "json":
        typer.echo(format_json(build_envelope("exercise-list", {"scenarios": scenarios}, (), ok=True)), nl=False)
    else:
        typer.echo("".join(map(_format_scenario, scenarios)), nl=False)
    return 0


def _format_scenario(entry: dict[str, Any]) -> str:
    """Return the line of a scenario: its id, its title, and what it suits in brackets."""
    levels = f"levels {', '.join(map(str, entry['levels']))}"
    suits = "; ".join(filter(None, (", ".join(entry["outcomes"]), levels, ", ".join(entry["focus"]))))
    return f"{entry['id']:<4}  {entry['title']}  [{suits}]\n"
