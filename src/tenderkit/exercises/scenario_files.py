# SPDX-License-Identifier: Apache-2.0
"""Read scenarios from the shipped folder and from those of an organisation, and their purchases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.exercises.mutations.catalogue import MUTATIONS
from tenderkit.exercises.scenario import Scenario
from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.library.library import ENGLISH
from tenderkit.library.reading.library_reader import read_validated_file
from tenderkit.library.reading.shipped_data import ShippedData, find_data_folder
from tenderkit.purchase.purchase import Purchase
from tenderkit.purchase.reading import validate_purchase

# The folder of scenarios, in `templates/` and in a library of an organisation.
FOLDER = "exercises"


def read_scenarios(data: ShippedData, overlays: Sequence[str] = ()) -> dict[str, Scenario]:
    """Read all scenarios, by id, which is the name of the file; those of an organisation follow the shipped ones.

    A scenario of an organisation replaces that with the same id. Each purchase is validated. Parameters: `data`, the
    data with the library; `overlays`, the folders of the organisation's libraries. Raises InvalidInput with every
    fault in the files, FileProblem where a folder is not there.
    """
    problems: list[Finding] = []
    scenarios: dict[str, Scenario] = {}
    shipped = find_data_folder() / "templates"
    for root in (shipped, *map(Path, overlays)):
        if not root.is_dir():
            raise FileProblem(root, "is not there", "Name a folder that holds a library.toml.")
        for path in sorted((root / FOLDER).glob("*.toml")):
            inside = path.relative_to(root).as_posix()
            name = inside if root == shipped else f"{root.as_posix()}/{inside}"
            faults: list[Finding] = []
            scenario = read_validated_file(path, Scenario, faults, root, id=path.stem, file=name)
            problems += [replace(fault, place=replace(fault.place, file=name)) for fault in faults]
            if isinstance(scenario, Scenario):
                scenarios[scenario.id] = scenario
                problems += _check_scenario(scenario, data)
    if problems:
        raise InvalidInput(problems)
    return scenarios


def read_purchase_of(scenario: Scenario, data: ShippedData, language: str = ENGLISH) -> Purchase:
    """Return the validated purchase of a scenario, with its papers in a language.

    Raises InvalidInput with every fault in the purchase; keys are those of the file of the scenario.
    """
    try:
        keys = _translate(scenario.purchase, scenario.words.get(language, {}))
        purchase: Purchase = validate_purchase(keys, scenario.file, "toml", language, data)
    except InvalidInput as error:
        raise InvalidInput([_place_in_scenario(finding) for finding in error.findings]) from None
    return purchase


def _translate(value: Any, words: Mapping[str, str]) -> Any:
    """Return a value of a purchase file with its texts, and those that are keys, in another language."""
    match value:
        case dict():
            return {words.get(key, key): _translate(each, words) for key, each in value.items()}
        case list():
            return [_translate(each, words) for each in value]
        case str():
            return words.get(value, value)
        case _:
            return value


def _place_in_scenario(finding: Finding) -> Finding:
    """Return a finding on a purchase with its key in the file of a scenario, which begins with `purchase`."""
    key = ".".join(filter(None, ("purchase", finding.place.key)))
    # What to write names keys as in a purchase file.
    fix = f"Write {key}." if finding.rule == "missing" else finding.fix
    return replace(finding, fix=fix, place=replace(finding.place, key=key))


def _check_scenario(scenario: Scenario, data: ShippedData) -> list[Finding]:
    """Return the faults of a scenario: missing texts, unknown languages or defects, faults of its purchase."""
    findings = []
    for key, texts in scenario.texts.items():
        if not texts.get(ENGLISH):
            place = Place(scenario.file, key)
            message = f"there is no text in “{ENGLISH}”"
            findings.append(Finding("translation-missing", message, f"Add `{key}.{ENGLISH}`.", place=place))
        for code in texts.keys() - {*data.languages}:
            place = Place(scenario.file, f"{key}.{code}")
            message = f"there is no language “{code}”"
            findings.append(Finding("unknown-word", message, f"There are {', '.join(data.languages)}.", place=place))
    findings += _find_unknown_defects(scenario)
    try:
        read_purchase_of(scenario, data)
    except InvalidInput as error:
        findings += error.findings
    return findings


def _find_unknown_defects(scenario: Scenario) -> Iterator[Finding]:
    for number, id_ in enumerate(scenario.focus, 1):
        if id_ not in MUTATIONS:
            place = Place(scenario.file, f"focus.{number}")
            yield Finding("unknown-word", f"there is no defect “{id_}”", suggest_nearest(id_, MUTATIONS), place=place)
