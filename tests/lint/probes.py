# SPDX-License-Identifier: Apache-2.0
"""Lint faulty and sound clauses that were written without sight of the rules: `python -m tests.lint.probes`.

`probes.toml` holds them: each has a kind, a title, a requirement and a proof, and a faulty one says what is wrong
with it. They stand in a library on top of the shipped one. A fault counts as found where lint has an error or a
warning about the clause; a sound clause with an error is a false error.
"""

import tempfile
import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.library.reading.shipped_data import find_data_folder
from tenderkit.lint.read_catalogue import read_catalogue
from tenderkit.lint.rule import apply_rules, load_rules

PROBES = Path(__file__).with_name("probes.toml")
_GROUPS = {
    "selection-criterion": ("tenderer-capacity", "capacity"),
    "technical-specification": ("useful-life", "warranty-and-repair"),
    "award-criterion": ("useful-life", "warranty-and-repair"),
    "contract-performance-clause": ("contract-management", "warranty-and-repair"),
}


def write_clause(folder: Path, probe: dict[str, Any]) -> None:
    """Write the file of a probe, complete but for its words, into the folder of a library."""
    theme, group = _GROUPS[probe["kind"]]
    clause = {
        "version": 1,
        "status": "stable",
        "kind": probe["kind"],
        "group": group,
        "levels": ["core", "comprehensive"],
        "sets": ["standard"],
        "applies": [{"categories": ["laptop"], "acquisition": ["purchase"]}],
        "text": {
            "title": probe["title"],
            "requirement": probe["requirement"],
            "verification": {"document": probe["verification"]} if probe["verification"] else {},
            "question": "Describe it.",
        },
        "examples": [{"facts": {"acquisition": "purchase", "categories": ["laptop"]}, "applies": True}],
    }
    if probe["kind"] == "award-criterion":
        clause["scale"] = {"type": "lowest", "unit": "percent", "anchor": "at-delivery"}
    file = folder / theme / f"probe-{probe['id'].lower()}.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(tomli_w.dumps(clause), encoding="utf-8")
    (folder / "library.toml").write_text('title.en = "Probes"\nversion = "1"\n', encoding="utf-8")


def lint_probes(probes: list[dict[str, Any]]) -> dict[str, list[Finding]]:
    """Return the errors and warnings about each probe, by its id. Raises InvalidInput where one cannot be read."""
    by_id: dict[str, list[Finding]] = {probe["id"]: [] for probe in probes}
    with tempfile.TemporaryDirectory() as folder:
        for probe in probes:
            write_clause(Path(folder), probe)
        problems: list[Finding] = []
        catalogue = read_catalogue(find_data_folder() / "clauses", [Path(folder)], problems)
        if catalogue is None:
            raise InvalidInput(problems)
        for finding in apply_rules(catalogue, load_rules()):
            id_ = Path(finding.place.file or "").stem.removeprefix("probe-").upper()
            if id_ in by_id and finding.severity in ("error", "warn"):
                by_id[id_].append(finding)
    return by_id


if __name__ == "__main__":
    counts = {"found": 0, "missed": 0, "passed": 0, "false": 0}
    written = tomllib.loads(PROBES.read_text(encoding="utf-8"))["probe"]
    found = lint_probes(written)
    for one in written:
        rules = sorted({f"{f.severity} {f.rule}" for f in found[one["id"]]})
        if one["id"].startswith("F"):
            result = "found" if rules else "missed"
        else:
            result = "false" if any(f.severity == "error" for f in found[one["id"]]) else "passed"
        counts[result] += 1
        print(f"{one['id']}  {result:<6}  {', '.join(rules) or '-'}  {one.get('fault', '')[:90]}")
    print(counts)
