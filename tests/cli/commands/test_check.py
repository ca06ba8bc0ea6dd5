# SPDX-License-Identifier: Apache-2.0
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tenderkit.checks import rule as purchase_rules
from tenderkit.checks.annexes import checked_annex
from tenderkit.checks.documents import rule as document_rules
from tests.cli.conftest import SMALL, Cli, Watch, answer, strip_codes

RULES = {**document_rules.load_rules(), **purchase_rules.load_rules(), **checked_annex.load_rules()}
# Nothing at all is found in it.
SOUND = """\
tenderkit = 1
language = "en"
[tender]
title = "Twelve displays"
launch = 2026-08-15
country = "KE"
authority = "Ministry of Education"
reference = "KE-7"
value = { amount = 3000, currency = "EUR" }
[[lots]]
title = "Displays"
acquisition = "purchase"
months = 36
data = "none"
items = [{ category = "display", quantity = 12 }]
weights = { price = 100 }
"""


@pytest.fixture
def sound(cli: Cli) -> Path:
    """`sound.toml`, with every value set that the annex shows as a gap."""
    path = Path("sound.toml")
    path.write_text(SOUND, encoding="utf-8")
    told = answer(cli("check", "sound.toml", "--format", "json"))
    keys = [f["place"]["key"] for f in told["findings"]]
    values = {"parameters.remedies.medium-amount": "500", "lots.1.parameters.take-back.sites": '["Store 1"]'}
    tables: dict[str, list[str]] = {}
    for key in keys:
        assert key in values, told["findings"]
        _, clause, name = key.rsplit(".", 2)
        tables.setdefault(clause, []).append(f"{name} = {values[key]}")
    text = "".join(f"[parameters.{clause}]\n" + "\n".join(lines) + "\n" for clause, lines in tables.items())
    path.write_text(SOUND + text, encoding="utf-8")
    return path


def faulty(note: str = "A bright screen of high quality.") -> Path:
    """`faulty.toml`, with a note that is a fault."""
    path = Path("faulty.toml")
    path.write_text(SMALL.replace("quantity = 12 }", f'quantity = 12, note = "{note}" }}'), encoding="utf-8")
    return path


# --- exit codes ---


def test_a_sound_purchase_ends_with_0(cli: Cli, sound: Path) -> None:
    ended = cli("check", "sound.toml", "--fail-level", "info")
    assert (ended.code, ended.stdout, ended.stderr) == (0, "sound.toml: 0 errors, 0 warnings, 0 notes\n", "")


def test_a_fault_ends_with_1_and_is_named_with_its_place(cli: Cli) -> None:
    faulty()
    ended = cli("check", "faulty.toml")
    assert ended.code == 1
    assert "  error vague-wording: lots.1.items.1.note: “high quality” cannot be checked\n" in ended.stdout
    assert "    hint: Write number, unit and method instead.\n" in ended.stdout


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warn", 1), ("info", 1), ("never", 0)])
def test_the_fail_level_decides(cli: Cli, sound: Path, level: str, code: int) -> None:
    text = sound.read_text(encoding="utf-8").replace("quantity = 12 }", 'quantity = 12, note = "New only." }')
    sound.write_text(text, encoding="utf-8")
    assert cli("check", "sound.toml", "--fail-level", level).code == code


def test_a_file_that_is_not_valid_stops_no_other(cli: Cli, sound: Path) -> None:
    Path("bad.toml").write_text("tenderkit = 1\n", encoding="utf-8")
    ended = cli("check", "bad.toml", "sound.toml", "none.toml")
    assert ended.code == 4
    assert ended.stdout == "sound.toml: 0 errors, 0 warnings, 0 notes\n"
    assert "error: bad.toml: lots: is missing" in ended.stderr
    assert "error: none.toml: is not there" in ended.stderr
    assert cli("check", "bad.toml").code == 3
    assert cli("check", "none.toml").code == 4
    assert cli("check").code == 2


def test_a_purchase_that_cannot_be_selected_for_is_refused(cli: Cli) -> None:
    text = f'{SMALL}[[excluded]]\nclause = "data-sanitisation"\nreason = "No."\n'
    Path("bad.toml").write_text(text, encoding="utf-8")
    ended = cli("check", "bad.toml")
    assert (ended.code, ended.stdout) == (3, "")


# --- where the purchase comes from ---


def test_an_example_and_stdin_are_checked(cli: Cli) -> None:
    ended = cli("check", "--example", "es-data-centre")
    assert (ended.code, ended.stdout.splitlines()[0]) == (0, "example es-data-centre: 0 errors, 1 warning, 0 notes")
    assert cli("check", "-", stdin=SMALL.encode()).stdout.startswith("stdin: ")
    assert cli("check", "--example", "es-data-center").code == 2


def test_several_files_are_checked_in_order(cli: Cli, sound: Path, small: Path) -> None:
    lines = cli("check", "small.toml", "sound.toml").stdout.splitlines()
    assert [line.partition(":")[0] for line in lines if not line.startswith(" ")] == ["small.toml", "sound.toml"]


def test_the_warnings_of_build_are_findings(cli: Cli) -> None:
    faulty("Like a ThinkPad.")
    assert "warning: faulty.toml: lots.1.items.1.note: “ThinkPad” names" in cli("build", "faulty.toml").stderr
    assert "  error brand-or-model-named: lots.1.items.1.note: “ThinkPad”" in cli("check", "faulty.toml").stdout


# --- formats ---


def test_json_has_the_shape_of_every_answer(cli: Cli, sound: Path) -> None:
    faulty()
    ended = cli("check", "faulty.toml", "sound.toml", "--format", "json")
    told = answer(ended)
    assert ended.code == 1
    assert (told["schema"], told["ok"]) == ("tenderkit/check/1", False)
    files = told["data"]["files"]
    assert [(f["file"], f["kind"]) for f in files] == [("faulty.toml", "purchase"), ("sound.toml", "purchase")]
    assert files[1]["counts"] == {"error": 0, "warn": 0, "info": 0}
    assert files[0]["counts"]["error"] == len(told["findings"])
    (vague,) = [f for f in told["findings"] if f["rule"] == "vague-wording"]
    place = {"file": "faulty.toml", "key": "lots.1.items.1.note", "lot": 1, "clause": None}
    assert (vague["place"], vague["severity"]) == (place, "error")
    assert answer(cli("check", "sound.toml", "--format", "json"))["ok"] is True


def test_json_of_a_file_that_is_not_valid_has_no_data(cli: Cli) -> None:
    Path("bad.toml").write_text("tenderkit = 1\n", encoding="utf-8")
    told = answer(cli("check", "bad.toml", "--format", "json"))
    assert (told["data"], told["ok"]) == (None, False)
    assert told["findings"] != []


def test_sarif_junit_and_github_tell_the_same(cli: Cli) -> None:
    faulty()
    count = answer(cli("check", "faulty.toml", "--format", "json"))["data"]["files"][0]["counts"]
    (run,) = json.loads(cli("check", "faulty.toml", "--format", "sarif").stdout)["runs"]
    assert len(run["results"]) == sum(count.values())
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == RULES.keys()
    assert all("ruleIndex" in result for result in run["results"])
    github: list[str] = cli("check", "faulty.toml", "--format", "github").stdout.splitlines()
    assert len(github) == sum(count.values())
    assert any(line.startswith("::error file=faulty.toml,title=vague-wording::") for line in github)
    suite = ET.fromstring(cli("check", "faulty.toml", "--format", "junit").stdout)[0]
    failed = {case.get("name") for case in suite if len(case)}
    assert "vague-wording" in failed
    assert suite.get("tests") == str(len(RULES))


# --- rules ---


def test_the_rules_are_listed(cli: Cli) -> None:
    lines = cli("check", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(RULES)
    told = answer(cli("check", "--list", "--format", "json"))
    assert [rule["id"] for rule in told["data"]["rules"]] == sorted(RULES)


def test_a_rule_is_explained(cli: Cli) -> None:
    ended = cli("check", "--explain", "award-weight-missing")
    assert ended.code == 0
    assert ended.stdout.startswith("award-weight-missing: the weights of the award criteria")
    assert "\nFails:" in ended.stdout
    assert answer(cli("check", "--explain", "duty-missed", "--format", "json"))["schema"] == "tenderkit/check/1"


def test_an_unknown_rule_is_refused_with_the_nearest_name(cli: Cli) -> None:
    ended = cli("check", "--explain", "award-weight-mising")
    assert ended.code == 2
    assert "Did you mean “award-weight-missing”?" in ended.stderr


# --- for people ---


def test_on_a_terminal_findings_come_with_lot_clause_and_key(watch: Watch) -> None:
    faulty()
    screen = strip_codes(watch("check", "faulty.toml", width=100))
    assert "vague-wording  lot 1, lots.1.items.1.note" in screen
    assert "“high quality” cannot be checked" in screen
    assert "hint: Write number, unit and method instead." in screen


def test_a_note_cannot_steer_the_terminal(cli: Cli, watch: Watch) -> None:
    text: Any = SMALL.replace("quantity = 12 }", 'quantity = 12, note = "Modern \\u200e." }')
    Path("faulty.toml").write_text(text, encoding="utf-8")
    assert cli("check", "faulty.toml").code == 1
    assert "\x1b[2J" not in watch("check", "faulty.toml")


# --- accepting ---

ACCEPT = ("--accept", "vague-wording@lots.1.items.1.note", "--reason", "Our own document says what it means.")


def counts(cli: Cli, *args: str) -> Any:
    """The number of errors, and what is accepted, in `faulty.toml`."""
    (file,) = answer(cli("check", "faulty.toml", *args, "--format", "json"))["data"]["files"]
    return file["counts"]["error"], [(one["rule"], one["reason"]) for one in file["accepted"]]


def test_an_accepted_finding_is_kept_shown_and_not_counted(cli: Cli) -> None:
    faulty()
    before, nothing = counts(cli)
    assert nothing == []
    ended = cli("check", "faulty.toml", *ACCEPT)
    assert ended.code == 1
    assert "  accepted vague-wording: lots.1.items.1.note: “high quality” cannot be checked\n" in ended.stdout
    assert "    reason: Our own document says what it means.\n" in ended.stdout
    assert ", 1 accepted\n" in ended.stdout
    assert counts(cli) == (before - 1, [("vague-wording", "Our own document says what it means.")])
    assert Path("faulty.accepted.toml").read_text(encoding="utf-8").startswith("# Findings of `tenderkit check`")


def test_sarif_has_it_as_suppressed(cli: Cli) -> None:
    faulty()
    (run,) = json.loads(cli("check", "faulty.toml", *ACCEPT, "--format", "sarif").stdout)["runs"]
    (suppressed,) = [result for result in run["results"] if "suppressions" in result]
    assert suppressed["ruleId"] == "vague-wording"
    assert suppressed["suppressions"][0]["justification"] == "Our own document says what it means."


def test_other_words_at_the_place_are_found_anew_and_the_entry_is_stale(cli: Cli) -> None:
    faulty()
    cli("check", "faulty.toml", *ACCEPT)
    faulty("A modern screen.")
    told = cli("check", "faulty.toml").stdout
    assert "error vague-wording: lots.1.items.1.note: “modern”" in told
    assert "warning acceptance-stale: accepted.1: faulty.accepted.toml accepts a finding of vague-wording" in told


def test_files_of_accepted_findings_are_passed_over(cli: Cli) -> None:
    faulty()
    cli("check", "faulty.toml", *ACCEPT)
    lines = cli("check", "faulty.accepted.toml", "faulty.toml").stdout.splitlines()
    assert [line.partition(":")[0] for line in lines if not line.startswith(" ")] == ["faulty.toml"]
    assert cli("check", "faulty.accepted.toml").code == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("faulty.toml", "--accept", "vague-wording@lots.1.items.1.note"), "--accept needs a reason"),
        (("faulty.toml", *ACCEPT[:3], " "), "--accept needs a reason"),
        (("faulty.toml", "--reason", "So."), "--reason belongs to --accept"),
        (("faulty.toml", "--accept", "vague-wording", "--reason", "So."), "names no place"),
        (("faulty.toml", "--accept", "vage-wording@x", "--reason", "So."), "Did you mean “vague-wording”?"),
        (("faulty.toml", "--accept", "vague-wording@lots.1.items.1.notes", "--reason", "So."), "finds nothing at"),
        (("faulty.toml", "small.toml", *ACCEPT), "--accept is for one file"),
        (("-", *ACCEPT), "--accept is for one file"),
        (("--example", "small-laptops", *ACCEPT), "--accept is for one file"),
    ],
)
def test_what_cannot_be_accepted_is_wrong_usage(cli: Cli, small: Path, args: tuple[str, ...], words: str) -> None:
    faulty()
    ended = cli("check", *args)
    assert (ended.code, words in ended.stderr) == (2, True)
    assert not Path("faulty.accepted.toml").exists()


def test_the_notes_of_build_show_what_was_accepted(cli: Cli) -> None:
    faulty()
    plain = cli("build", "faulty.toml", "--papers", "notes", "--format", "md", "-o", "-").stdout
    cli("check", "faulty.toml", *ACCEPT)
    notes = cli("build", "faulty.toml", "--papers", "notes", "--format", "md", "-o", "-").stdout
    assert "Findings that were accepted" not in plain
    assert "Findings that were accepted" in notes
    assert "Our own document says what it means." in notes
    annex = cli("build", "faulty.toml", "--papers", "annex", "--format", "md", "-o", "-").stdout
    assert "Our own document" not in annex


def test_a_broken_file_of_accepted_findings_is_refused(cli: Cli) -> None:
    faulty()
    Path("faulty.accepted.toml").write_text('[[accepted]]\nrule = "vague-wording"\n', encoding="utf-8")
    ended = cli("check", "faulty.toml")
    assert ended.code == 3
    assert "faulty.accepted.toml: accepted.1.reason: is missing" in ended.stderr


LATIN = re.compile("[A-Za-z]")


def test_what_is_found_in_an_arabic_document_is_told_in_arabic(cli: Cli) -> None:
    """Only ids, commands and the words of the document itself have Latin letters."""
    text = "يجب أن يورِّد المتعاقد حواسيب Dell وفق المواصفة ISO 14001، ويجب إصلاحها بسرعة."
    Path("tender.md").write_text(f"# المتطلبات\n\n{text}\n", encoding="utf-8")
    ended = cli("check", "tender.md")
    head, *lines = ended.stdout.splitlines()
    assert head == "tender.md: الأخطاء: 2، التنبيهات: 2، الملاحظات: 0"
    assert "  خطأ brand-or-model-named: المتطلبات: «Dell» اسم علامة تجارية" in lines
    assert "    ما العمل: أضيفوا «أو ما يعادله» في الجملة نفسها." in lines
    left = re.sub(r"Dell|ISO 14001|\b[a-z]+(?:-[a-z]+)+\b", "", "\n".join(lines))
    assert not LATIN.search(left)
    found = answer(cli("check", "tender.md", "--format", "json"))
    assert {finding["rule"] for finding in found["findings"]} == {
        "brand-or-model-named",
        "standard-without-equivalent",
    }


def test_own_words_and_counts_of_an_arabic_purchase_are_told_in_arabic(cli: Cli) -> None:
    purchase = SOUND.replace('language = "en"', 'language = "ar"').replace(
        "quantity = 12", 'quantity = 12, note = "ISO 14001"'
    )
    Path("purchase.toml").write_text(purchase, encoding="utf-8")
    ended = cli("check", "purchase.toml")
    assert ended.stdout.startswith("purchase.toml: الأخطاء: ")
    assert "«ISO 14001» مذكور بلا عبارة «أو ما يعادله»" in ended.stdout
    built = cli("build", "purchase.toml", "--papers", "annex")
    assert "purchase.toml: الحصص: 1، البنود: " in built.stderr
