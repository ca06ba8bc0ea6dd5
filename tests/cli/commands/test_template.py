# SPDX-License-Identifier: Apache-2.0
"""`build --template`: papers in the template of an authority, on the command line."""

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import SMALL, SMALL_JSON, Cli, answer, names
from tests.formats.word.templates import by_hand, plain, types, unzipped, zipped
from tests.formats.word.test_gates import tool, words

KEPT = "house.docx: kept sheet, margins, headers, footers, fonts (Caladea, Carlito), 8 styles"
PAPERS = ("--papers", "annex,response,evaluation,calendar")
IN_HOUSE = ("--template", "house.docx")


@pytest.fixture
def house(small: Path) -> Path:
    """`house.docx`, a template, beside `small.toml`."""
    path = Path("house.docx")
    path.write_bytes(by_hand())
    return path


def text(path: Path | str, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(part).decode()


# --- what comes of it ---


def test_the_annex_is_made_in_the_template(cli: Cli, house: Path) -> None:
    before = house.read_bytes()
    ended = cli("build", "small.toml", "--papers", "annex", *IN_HOUSE)
    assert (ended.code, ended.stdout) == (0, "small.docx\n")
    assert 'w:val="berschrift1"' in text("small.docx")
    assert "Stadt Musterheim" in text("small.docx", "word/header1.xml")
    docx.Document("small.docx")
    assert house.read_bytes() == before
    assert names(Path()) == ["house.docx", "small.docx", "small.toml"]


def test_what_is_kept_and_added_is_told_once_for_all_files_and_papers(cli: Cli, house: Path) -> None:
    Path("one.toml").write_text(SMALL, encoding="utf-8")
    ended = cli("build", "one.toml", "small.toml", *PAPERS, *IN_HOUSE, "--format", "html", "-o", "out/")
    assert ended.code == 0
    told = [line for line in ended.stderr.splitlines() if "house.docx: " in line]
    assert told[0] == KEPT
    assert told[1].startswith("house.docx: added the styles Annex Text, Subtitle, ")
    assert told[2].startswith("warning: house.docx: papers do not take over its text ")
    loads = "warning: house.docx: papers leave out what word/settings.xml would load: attachedTemplate "
    assert told[3].startswith(loads)
    assert len(told) == 4
    assert ended.stdout.count("house.docx") == 0
    for stem in ("one", "small"):
        for paper in ("response", "evaluation", "calendar"):
            assert "Stadt Musterheim" in text(f"out/{stem}-{paper}.docx", "word/header1.xml")


def test_a_template_without_page_numbers_is_told(cli: Cli, house: Path) -> None:
    docx.Document(str(house)).save("plain.docx")
    made = docx.Document()
    made.sections[0].footer.paragraphs[0].text = "Somewhere"
    made.save("house.docx")
    ended = cli("build", "small.toml", *IN_HOUSE)
    assert ended.code == 0
    assert "house.docx: its headers and footers have no page numbers\n" in ended.stderr


def test_a_template_comes_from_stdin(cli: Cli, house: Path) -> None:
    ended = cli("build", "small.toml", "--template", "-", stdin=house.read_bytes())
    assert ended.code == 0
    assert "stdin: kept sheet, " in ended.stderr
    ended = cli("build", "-", "--template", "-", "-o", "x.docx", stdin=house.read_bytes())
    assert ended.code == 2
    assert "stdin is named twice" in ended.stderr


def test_a_dotx_becomes_a_document(cli: Cli, small: Path) -> None:
    Path("house.dotx").write_bytes(by_hand(template=True))
    assert cli("build", "small.toml", "--template", "house.dotx").code == 0
    assert "template.main" not in text("small.docx", "[Content_Types].xml")


def test_every_paper_can_be_verified(cli: Cli, house: Path) -> None:
    assert cli("build", "small.toml", *PAPERS, *IN_HOUSE, "--protect", "forms").code == 0
    made = ["small.docx", "small-response.docx", "small-evaluation.docx", "small-calendar.docx"]
    ended = cli("verify", *made)
    assert ended.code == 0, ended.stdout
    for name in made:
        docx.Document(name).save(f"saved-{name}")
    ended = cli("verify", *(f"saved-{name}" for name in made))
    assert ended.code == 0, ended.stdout
    header = text("small.docx", "word/header1.xml").replace("Stadt Musterheim", "Dorf Musterheim")
    Path("edited.docx").write_bytes(
        zipped({**unzipped(Path("small.docx").read_bytes()), "word/header1.xml": header.encode()})
    )
    ended = cli("verify", "edited.docx")
    assert ended.code == 1
    assert "  part word/header1.xml: edited" in ended.stdout.splitlines()


def test_a_form_in_a_template_is_read_as_any_other(cli: Cli, house: Path) -> None:
    options = ("--papers", "response", "--protect", "forms")
    assert cli("build", "small.toml", *options, "-o", "plain.docx").code == 0
    assert cli("build", "small.toml", *options, *IN_HOUSE, "-o", "ours.docx").code == 0
    tag = '<w:tag w:val="tk:tenderer.name"></w:tag>'
    for name in ("plain.docx", "ours.docx"):
        parts = unzipped(Path(name).read_bytes())
        head, mark, rest = parts["word/document.xml"].decode().partition(tag)
        assert mark
        rest = rest.replace("<w:showingPlcHdr></w:showingPlcHdr>", "", 1).replace(">Fill in<", ">Ada Ltd<", 1)
        Path(name).write_bytes(zipped({**parts, "word/document.xml": (head + mark + rest).encode()}))
    told = answer(cli("response", "read", "plain.docx", "ours.docx", "--format", "json"))
    one, other = told["data"]["tenders"]
    assert one["tenderer"] == other["tenderer"] == "Ada Ltd"
    assert one["answers"] == other["answers"]


def test_the_same_bytes_on_every_machine(command: list[str], house: Path) -> None:
    for seed in ("1", "2"):
        subprocess.run(
            [*command, "build", "small.toml", *PAPERS, *IN_HOUSE, "--reproducible", "-o", f"{seed}/"],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"},
            capture_output=True,
            timeout=60,
            check=True,
        )
    assert len(names(Path("1"))) == 6
    for name in names(Path("1")):
        assert Path("1", name).read_bytes() == Path("2", name).read_bytes()


def test_a_stream_is_made_in_the_template(cli: Cli, house: Path) -> None:
    lines = "".join(json.dumps({"id": id_, **SMALL_JSON}) + "\n" for id_ in ("a", "b")).encode()
    ended = cli("build", "-", "--input-format", "jsonl", *IN_HOUSE, "-o", "out", stdin=lines)
    assert ended.code == 0
    assert ended.stderr.count(KEPT) == 1
    for name in ("a.docx", "b.docx"):
        assert "Stadt Musterheim" in text(Path("out", name), "word/header1.xml")


@pytest.mark.parametrize("template", ["hand", "plain"])
def test_the_pages_in_the_contents_of_a_pdf_are_right(cli: Cli, small: Path, soffice: Path, template: str) -> None:
    Path("house.docx").write_bytes(by_hand() if template == "hand" else plain())
    assert cli("build", "small.toml", *IN_HOUSE, "--format", "pdf").code == 0
    sheets = tool("pdftotext", "-layout", str(Path("small.pdf").resolve()), "-").split("\f")
    found = [
        (words(heading), int(page))
        for heading, page in re.findall(r"(?m)^(.*?)\.{3,} ?(\d+)$", "\n".join(sheets[:2]))
    ]
    assert [found[0][0], found[-1][0]] == ["Definitions", "Clauses and sources"]
    assert len(found) > 8
    for heading, page in found:
        assert heading in {words(line) for line in sheets[page - 1].splitlines()}, (heading, page)


# --- refused ---


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_what_is_no_word_file_has_no_template(cli: Cli, house: Path, form: str) -> None:
    ended = cli("build", "small.toml", *IN_HOUSE, "--format", form)
    assert ended.code == 2
    assert f"--template is for Word files, and {form} is none" in ended.stdout + ended.stderr
    assert names(Path()) == ["house.docx", "small.toml"]


def macros() -> bytes:
    made = unzipped(by_hand())
    kind = types(made).replace(b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                               b"vnd.ms-word.document.macroEnabled.main+xml")  # fmt: skip
    return zipped({**made, "[Content_Types].xml": kind})


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (None, 4, "house.docx: is not there"),
        (b"", 3, "house.docx: is empty, no Word file (.docx)"),
        (b"tenderkit = 1", 3, "house.docx: is plain text, no Word file (.docx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), 3, "house.docx: is encrypted"),
        (by_hand()[:4000], 3, "house.docx: is broken: "),
        (macros(), 3, "house.docx: holds macros"),
        (by_hand({"word/styles.xml": b"<"}), 3, "house.docx: is broken: word/styles.xml is no XML"),
        (b"PK" + bytes(50_000_001), 3, "house.docx: is larger than 50,000,000 bytes"),
    ],
    ids=["missing", "empty", "text", "encrypted", "broken", "macros", "xml", "huge"],
)
def test_a_template_that_cannot_be_used_is_refused_and_nothing_is_written(
    cli: Cli, small: Path, content: bytes | None, code: int, said: str
) -> None:
    if content is not None:
        Path("house.docx").write_bytes(content)
    before = names(Path())
    ended = cli("build", "small.toml", *PAPERS, *IN_HOUSE, "-o", "out/")
    assert (ended.code, ended.stdout) == (code, "")
    assert ended.stderr.startswith(f"error: {said}")
    assert ended.stderr.count("error: ") == ended.stderr.count("hint: ") == 1
    assert names(Path()) == before


@pytest.mark.parametrize("name", [".", ""])
def test_a_folder_is_no_template(cli: Cli, small: Path, name: str) -> None:
    ended = cli("build", "small.toml", "--template", name)
    assert ended.code == 4
    assert "is a folder" in ended.stderr
    assert names(Path()) == ["small.toml"]


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_template_that_may_not_be_read_ends_with_4(cli: Cli, house: Path) -> None:
    house.chmod(0)
    assert cli("build", "small.toml", *IN_HOUSE).code == 4


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_the_template_itself_is_never_overwritten(cli: Cli, house: Path, force: tuple[str, ...]) -> None:
    before = house.read_bytes()
    ended = cli("build", "small.toml", *IN_HOUSE, "-o", "house.docx", *force)
    assert (ended.code, ended.stdout) == (4, "")
    Path("out").mkdir()
    house.rename("out/a.docx")
    lines = json.dumps({"id": "a", **SMALL_JSON}).encode()
    options = ("--input-format", "jsonl", "--template", "out/a.docx", "-o", "out", *force)
    assert cli("build", "-", *options, stdin=lines).code == 5
    assert Path("out/a.docx").read_bytes() == before


def test_a_refusal_is_told_as_json_where_that_is_asked_for(cli: Cli, small: Path) -> None:
    Path("house.docx").write_bytes(b"x")
    ended = cli("build", "small.toml", "--papers", "annex,response", "--format", "json", "-o", "x.json", *IN_HOUSE)
    assert ended.code == 3
    told = answer(ended)
    assert (told["schema"], told["ok"]) == ("tenderkit/build/1", False)
    assert [f["place"]["file"] for f in told["findings"]] == ["house.docx"]
