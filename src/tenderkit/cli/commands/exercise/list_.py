# SPDX-License-Identifier: Apache-2.0
"""`tenderkit exercise list`: the scenarios, the types and the defects of training exercises."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tenderkit.cli.completion import complete_languages
from tenderkit.cli.options import Overlays, TextOrJsonOption, check_language

if TYPE_CHECKING:
    from tenderkit.library.language import Language
    from tenderkit.library.reading.shipped_data import ShippedData

KINDS = ("outcomes", "levels", "scenarios", "types", "mutations")


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
    """List learning outcomes, levels, scenarios, types of exercises, and mutations (defects to plant).

    A scenario names the mutations that suit it best; a mutation names the rules that find it.
    A library of your own adds scenarios in its folder exercises/.
    """
    from tenderkit.errors import UsageProblem
    from tenderkit.findings import suggest_nearest
    from tenderkit.formats.text.json import build_envelope, format_json
    from tenderkit.library.reading.shipped_data import load_with_overlays

    if kind is not None and kind not in KINDS:
        raise UsageProblem(f"there is no list “{kind}”", suggest_nearest(kind, KINDS))
    data = load_with_overlays(overlays or [])
    check_language(data, language)
    words = data.language(language)
    lists: dict[str, list[dict[str, Any]]] = {
        "outcomes": _list_outcomes(words),
        "levels": _list_levels(words),
        "scenarios": _list_scenarios(data, words, overlays or []),
        "types": _list_types(words),
        "mutations": _list_mutations(words),
    }
    lists = {name: entries for name, entries in lists.items() if kind in (None, name)}
    if format_ == "json":
        typer.echo(format_json(build_envelope("exercise-list", lists, (), ok=True)), nl=False)
    else:
        typer.echo("\n".join("".join(map(_format_entry, entries)) for entries in lists.values()), nl=False)
    return 0


def _list_outcomes(words: "Language") -> list[dict[str, Any]]:
    from tenderkit.exercises.scenario import OUTCOMES

    return [{"id": outcome, "title": words.text(f"exercise-guide.outcome-{outcome}")} for outcome in OUTCOMES]


def _list_levels(words: "Language") -> list[dict[str, Any]]:
    from tenderkit.exercises.scenario import LEVELS

    return [{"id": str(level), "title": words.text(f"exercise-guide.level-{level}")} for level in LEVELS]


def _list_scenarios(data: "ShippedData", words: "Language", overlays: Sequence[str]) -> list[dict[str, Any]]:
    from tenderkit.exercises.scenario_files import read_scenarios

    return [
        {
            "id": scenario.id,
            "title": words.words(scenario.title),
            "region": words.words(scenario.region),
            "outcomes": list(scenario.outcomes),
            "levels": list(scenario.levels),
            "focus": list(scenario.focus),
        }
        for scenario in read_scenarios(data, overlays).values()
    ]


def _list_types(words: "Language") -> list[dict[str, Any]]:
    from tenderkit.exercises.types.catalogue import TYPES

    return [
        {"id": type_.name, "title": type_.title(words), "outcomes": [*type_.outcomes], "levels": list(type_.rows)}
        for type_ in TYPES.values()
    ]


def _list_mutations(words: "Language") -> list[dict[str, Any]]:
    from tenderkit.exercises.mutations.catalogue import MUTATIONS
    from tenderkit.exercises.scenario import LEVELS

    return [
        {
            "id": mutation.id,
            "title": mutation.name(words),
            "outcomes": [mutation.outcome],
            "levels": [level for level in LEVELS if level >= mutation.level],
            "rules": list(mutation.rules),
            "judged": mutation.is_judged,
        }
        for mutation in MUTATIONS.values()
    ]


def _format_entry(entry: dict[str, Any]) -> str:
    """Return the line of an entry: its id, its title, and in brackets what it suits, or which rules find it."""
    title = ", ".join(filter(None, (entry["title"], entry.get("region"))))
    if "levels" not in entry:
        return f"{entry['id']:<4}  {title}\n"
    levels = f"levels {', '.join(map(str, entry['levels']))}"
    named = ", ".join(entry.get("focus") or entry.get("rules") or ())
    suits = "; ".join(filter(None, (", ".join(entry["outcomes"]), levels, named)))
    return f"{entry['id']:<4}  {title}  [{suits}]\n"
