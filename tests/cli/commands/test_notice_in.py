# SPDX-License-Identifier: Apache-2.0
"""Purchases that begin with a notice: `new --from`, `build --from`."""

import json
import tomllib
from pathlib import Path

from tests.cli.conftest import SMALL, Cli

RELEASE = {
    "date": "2026-08-15T00:00:00Z",
    "language": "en",
    "buyer": {"name": "School board"},
    "tender": {
        "title": "Toner",
        "items": [{"id": "1", "classification": {"scheme": "CPV", "id": "30125110-5"}, "quantity": 40}],
        "contractPeriod": {"durationInDays": 365},
        "submissionMethod": ["electronicSubmission"],
    },
}


def write_release(folder: Path) -> None:
    (folder / "release.json").write_text(json.dumps(RELEASE), encoding="utf-8")


def test_papers_are_built_from_a_notice_that_says_enough(cli: Cli, folder: Path) -> None:
    write_release(folder)
    ended = cli("build", "--from", "release.json", "--papers", "annex", "-o", "annex.docx")
    assert (ended.code, ended.stdout) == (0, "annex.docx\n")
    assert "taken: lots.1.items.1: 40 consumables" in ended.stderr.splitlines()
    assert "not taken: tender.submissionMethod: not read: no answer of a purchase file" in ended.stderr.splitlines()


def test_what_a_notice_lacks_is_listed_and_what_it_has_is_saved(cli: Cli, folder: Path) -> None:
    cli("notice", "--example", "fr-phone-lease", "--format", "eforms", "-o", "notice.xml")
    ended = cli("build", "--from", "notice.xml")
    assert ended.code == 3
    assert "lots.1.acquisition: is missing" in ended.stderr
    assert "not taken: lots.1.acquisition: " in ended.stderr
    saved = cli("build", "--from", "notice.xml", "--save-purchase", "phones.toml")
    assert (saved.code, saved.stdout) == (0, "phones.toml\n")
    assert "answer what is missing: tenderkit new phones.toml; then run: tenderkit build" in saved.stderr
    answers = tomllib.loads((folder / "phones.toml").read_text(encoding="utf-8"))
    assert answers["lots"][0]["items"] == [{"category": "smartphone"}]
    assert "not taken: lots.1.quantity: 1800 units are those of all CPV codes together" in saved.stderr
    assert answers["tender"]["country"] == "FR"


def test_an_interview_begins_with_a_notice(cli: Cli, folder: Path) -> None:
    write_release(folder)
    ended = cli("new", "toner.toml", "--from", "release.json", "--no-input", "--set", "lots.1.data=none")
    assert ended.code == 0, ended.stderr
    text = (folder / "toner.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["tender"]["authority"] == "School board"
    assert text.startswith("# ")
    assert cli("new", "toner.toml", "--from", "release.json", "--no-input").code == 4


def test_what_is_missing_is_listed_and_nothing_is_written(cli: Cli, folder: Path) -> None:
    cli("notice", "--example", "small-laptops", "-o", "release.json")
    ended = cli("new", "laptops.toml", "--from", "release.json", "--no-input")
    assert ended.code == 3
    assert "lots.1.acquisition" in ended.stderr
    assert not (folder / "laptops.toml").exists()


def test_two_beginnings_exclude_each_other(cli: Cli, folder: Path) -> None:
    write_release(folder)
    assert cli("new", "x.toml", "--from", "release.json", "--example", "small-laptops", "--no-input").code == 2
    assert cli("build", "release.json", "--from", "release.json").code == 2
    assert cli("build", "--from", "release.json", "--example", "small-laptops").code == 2
    assert cli("build", "--save-purchase", "x.toml").code == 2


def test_a_file_that_is_no_notice_is_refused(cli: Cli, folder: Path) -> None:
    (folder / "bomb.xml").write_text('<!DOCTYPE a [<!ENTITY b "x">]><ContractNotice>&b;</ContractNotice>')
    assert cli("build", "--from", "bomb.xml").code == 3
    assert cli("build", "--from", "nothing.xml").code == 4
    (folder / "mine.toml").write_text(SMALL, encoding="utf-8")
    ended = cli("build", "--from", "mine.toml")
    assert (ended.code, "mine.toml: is a purchase file, and no notice" in ended.stderr) == (3, True)
    (folder / "odd.txt").write_text("odd", encoding="utf-8")
    assert "A notice is eForms in XML, or OCDS in JSON." in cli("build", "--from", "odd.txt").stderr
    assert cli("build", "--from", "-", "--format", "md", stdin=json.dumps(RELEASE).encode()).code == 0
