# SPDX-License-Identifier: Apache-2.0
"""Sound annexes that are edited without harm, to show that `check` raises no false alarm.

`python -m tests.checks.sound 200 7` makes 200 annexes of 20 purchases with the random seed 7, changes their look and
what does not matter, saves each in LibreOffice, a third of them by way of OpenDocument, prints every error that the
annex did not have before, and ends with 1 if there is one. It takes a minute for 50 annexes.
"""

import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.checks.proof.annexes import build_annex, check_annex, list_annexes, list_new
from tests.checks.proof.harmless import EDITS
from tests.checks.proof.word_copy import WordCopy

PURCHASES = 20
_WORD = "docx:MS Word 2007 XML"
_TIMEOUT = 1_200


def edit(seed: int) -> tuple[str, str, bytes, tuple[str, ...]]:
    """The name and the language of an annex, the annex with one to three harmless edits, and their names."""
    chance = random.Random(seed)
    annexes = list_annexes()
    names = sorted({name for name, _ in annexes})
    # Evenly over all purchases, so that those in Arabic are among them.
    chosen = set(names[:: max(1, len(names) // PURCHASES)][:PURCHASES])
    name, language = chance.choice([annex for annex in annexes if annex[0] in chosen])
    copy = WordCopy(build_annex(name, language), chance)
    edits = chance.sample(EDITS, chance.randint(1, 3))
    for one in edits:
        one(copy, language, chance)
    return name, language, copy.save(), tuple(one.__name__ for one in edits)


def convert(office: str, files: Iterable[Path], ending: str, into: Path) -> None:
    """Save files in LibreOffice, in the format of an ending."""
    profile = (into.parent / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    wanted = _WORD if ending == "docx" else ending
    line = [*command, wanted, "--outdir", str(into), *map(str, files)]
    subprocess.run(line, check=True, capture_output=True, timeout=_TIMEOUT)


def save_in_office(office: str, annexes: Mapping[int, bytes]) -> dict[int, bytes]:
    """Save annexes in LibreOffice, every third by way of OpenDocument; returns them by their keys."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made, between, saved = (folder / one for one in ("made", "between", "saved"))
        for one in (made, between, saved):
            one.mkdir()
        for key, content in annexes.items():
            (made / f"{key}.docx").write_bytes(content)
        roundabout = [key for key in annexes if key % 3 == 0]
        if roundabout:
            convert(office, [made / f"{key}.docx" for key in roundabout], "odt", between)
        files = [between / f"{key}.odt" if key in roundabout else made / f"{key}.docx" for key in annexes]
        convert(office, files, "docx", saved)
        return {key: (saved / f"{key}.docx").read_bytes() for key in annexes}


def main(number: int, seed: int) -> int:
    """Check annexes with harmless edits, and print each false alarm. Returns 0 if there is no false error, else 1."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("LibreOffice is not there: nothing was shown")
        return 1
    annexes = {one: edit(one) for one in range(seed * number, (seed + 1) * number)}
    saved = save_in_office(office, {key: content for key, (_, _, content, _) in annexes.items()})
    made, alarms = Counter[str](), Counter[str]()
    for key, (name, language, _, edits) in annexes.items():
        made.update((*edits, "saved by way of OpenDocument" if key % 3 == 0 else "saved in LibreOffice"))
        for finding in list_new(check_annex(saved[key]), name, language):
            alarms[f"{finding.severity} {finding.rule}"] += 1
            if finding.severity == "error":
                print(f"seed {key}, {name} in {language}, {', '.join(edits)}: {finding.rule}: {finding.message}")
    for kind, count in sorted(made.items()):
        print(f"{kind:32} {count:4}")
    errors = sum(count for name, count in alarms.items() if name.startswith("error"))
    others = {name: count for name, count in alarms.items() if not name.startswith("error")}
    purchases = len({name for name, *_ in annexes.values()})
    print(f"{number} sound annexes of {purchases} purchases: {errors} false errors; other new findings: {others}")
    return int(errors > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
