# SPDX-License-Identifier: Apache-2.0
"""Files that load something from elsewhere: it is found, taken out of templates, and not loaded."""

import http.server
import io
import re
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from tenderkit.formats.libreoffice.conversion import PdfSource, open_libreoffice
from tenderkit.formats.word.read.external_content import find_loads, remove_references
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.read.verify import verify
from tenderkit.formats.word.write import package
from tenderkit.formats.word.write.template import WordTemplate, read_template
from tenderkit.formats.word.write.writer import write, write_parts
from tenderkit.responses.comparison import Load
from tests.formats.word.templates import by_hand, by_hand_parts, rels, unzipped
from tests.support import LAUNCH, example, word_bases

SMALL = "small-laptops"
HEADER = "word/header1.xml"
TEMPLATE = Load("word/settings.xml", "attachedTemplate", "https://musterheim.example/x.dotx")
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


class Listener(http.server.ThreadingHTTPServer):
    """A server on this machine that counts what it is asked for."""

    requests: list[str]


@pytest.fixture
def listener() -> Iterator[Listener]:
    class Counting(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            listening.requests.append(f"{self.command} {self.path}")
            self.send_response(200)
            self.end_headers()
            self.wfile.write(by_hand_parts()["word/media/image1.png"])

        do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    listening = Listener(("127.0.0.1", 0), Counting)
    listening.requests = []
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield listening
    listening.shutdown()
    thread.join()
    listening.server_close()


def linking(*targets: str, part: str = HEADER, more: str = "") -> bytes:
    """The template that is made by hand, a part of it with a linked picture for each target in place of its own."""
    whole = by_hand_parts()[part]
    (run,) = re.findall(rb"<w:r><w:drawing>.*?</w:drawing></w:r>", whole)
    rows = [(f"rIdL{n}", "image", target) for n, target in enumerate(targets)]
    runs = b"".join(re.sub(rb'r:embed="\w+"', f'r:link="{id_}"'.encode(), run) for id_, _, _ in rows)
    led = part.replace("word/", "word/_rels/") + ".rels"
    row = rels(*rows).partition(b"<Relationship ")[2] if rows else b"</Relationships>"
    before = by_hand_parts()[led].removesuffix(b"</Relationships>")
    relations = before + (b"<Relationship " if rows else b"") + row
    return by_hand({part: whole.replace(run, runs + more.encode()), led: relations})


def house_of(content: bytes) -> WordTemplate:
    return read_template(content, "house.docx")


def pictures(pdf: bytes) -> int:
    """How many pictures the pages of a PDF show."""
    return sum(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages)


# In LibreOffice


def test_a_picture_in_the_file_is_laid_out(soffice: Path) -> None:
    word = write(example(SMALL), word_bases(), LAUNCH, libreoffice=True, template=house_of(by_hand()))
    with open_libreoffice() as office:
        assert pictures(office.convert_files([PdfSource(word, "x.pdf", LAUNCH)])[0]) > 0


def test_a_pdf_in_a_template_with_links_loads_nothing(soffice: Path, listener: Listener, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(by_hand_parts()["word/media/image1.png"])
    targets = (f"http://127.0.0.1:{listener.server_port}/x.png", (tmp_path / "secret.png").as_uri())
    house = house_of(linking(*targets))
    word = write(example(SMALL), word_bases(), LAUNCH, libreoffice=True, template=house)
    assert b"127.0.0.1" not in b"".join(unzipped(word).values())
    with open_libreoffice() as office:
        (pdf,) = office.convert_files([PdfSource(word, "x.pdf", LAUNCH)])
    assert (listener.requests, pictures(pdf)) == ([], 0)


def test_libreoffice_itself_loads_nothing_that_a_file_links(
    soffice: Path, listener: Listener, tmp_path: Path
) -> None:
    """Also where nobody has taken the links out."""
    (tmp_path / "secret.png").write_bytes(by_hand_parts()["word/media/image1.png"])
    address = f"http://127.0.0.1:{listener.server_port}/x.png"
    field = f'<w:fldSimple w:instr=" INCLUDEPICTURE &quot;{address}&quot; \\d "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    word = linking(address, (tmp_path / "secret.png").as_uri(), part="word/document.xml", more=field)
    with open_libreoffice() as office:
        plain, pdf = office.convert_files(
            [PdfSource(linking(part="word/document.xml"), "x.pdf", LAUNCH), PdfSource(word, "y", LAUNCH)]
        )
    assert (listener.requests, pictures(pdf) - pictures(plain)) == ([], 0)


# In a template


def test_a_linked_picture_is_left_out_of_the_template_and_reported() -> None:
    house = house_of(linking("http://x.example/a.png", "file:///C:/b.png"))
    assert set(house.left_out) == {
        TEMPLATE,
        Load(HEADER, "image", "http://x.example/a.png"),
        Load(HEADER, "image", "file:///C:/b.png"),
    }
    warned = {(finding.place.file, finding.message) for finding in house.warnings if finding.place}
    assert ("house.docx", f"papers leave out what {HEADER} would load: image http://x.example/a.png") in warned
    parts = write_parts(example(SMALL), word_bases(), LAUNCH, template=house)
    assert b"<w:drawing" not in parts[HEADER]
    assert b"Stadt Musterheim" in parts[HEADER]
    opened = open_word(package.zip_parts(parts, stored=False), "x.docx")
    assert list(find_loads(opened.relations)) == []


def test_hyperlinks_stay() -> None:
    parts = write_parts(example(SMALL), word_bases(), LAUNCH, template=house_of(linking("http://x.example/a.png")))
    assert b"https://www.musterheim.example/" in parts["word/_rels/footer1.xml.rels"]
    assert b"hyperlink" in parts["word/footer1.xml"]


def test_what_is_left_leads_nowhere_and_a_validator_finds_no_error() -> None:
    chunk = '<w:altChunk r:id="rIdL0"/>'
    objects = (
        f'<w:r><w:object {VML}><v:shape><v:imagedata r:id="rIdL1"/></v:shape>'
        '<o:OLEObject Type="Link" ProgID="x" r:id="rIdL2"/></w:object></w:r>'
    )
    parts = by_hand_parts()
    rows = [
        ("rId1", "image", "media/image1.png"),
        ("rIdL0", "aFChunk", "chunk.html"),
        ("rIdL1", "image", "http://x.example/1"),
        ("rIdL2", "oleObject", "file:///x"),
    ]
    header = parts[HEADER].replace(b"</w:p>", objects.encode() + b"</w:p>" + chunk.encode())
    changed = {
        HEADER: header,
        "word/_rels/header1.xml.rels": rels(*rows),
        "word/chunk.html": b"<img src='http://x.example/2'>",
    }
    made = write_parts(example(SMALL), word_bases(), LAUNCH, template=house_of(by_hand(changed)))
    assert "word/chunk.html" not in made
    ids = set(re.findall(rb'r:\w+="(\w+)"', made[HEADER]))
    assert ids == {b"rId1"}  # the picture that is in the file
    content = package.zip_parts(made, stored=False)
    docx.Document(io.BytesIO(content))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.docx")
        path.write_bytes(content)
        errors = OpenXmlValidator(max_errors=0).validate(path).errors
    assert [e.description for e in errors if "header1" in str(e.part_uri)] == []


PICTURE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


@pytest.mark.parametrize(
    ("inner", "left"),
    [
        (f'<w:drawing><a:blip {PICTURE} r:link="x"/></w:drawing>', "<w:r></w:r>"),
        (
            f'<w:drawing><a:blip {PICTURE} r:embed="y" r:link="x"/></w:drawing>',
            '<w:r><w:drawing><a:blip r:embed="y"></a:blip></w:drawing></w:r>',
        ),
        (f'<w:drawing><a:blip {PICTURE} r:embed="" r:link="x"/></w:drawing>', "<w:r></w:r>"),
        (f'<w:pict {VML}><v:imagedata r:href="x"/></w:pict>', "<w:r></w:r>"),
        (f'<w:pict {VML}><v:fill r:id="x"/></w:pict>', "<w:r><w:pict><v:fill></v:fill></w:pict></w:r>"),
        ('<w:subDoc r:id="x"/>', "<w:r></w:r>"),
        ('<w:attachedTemplate r:id="x"/><w:t>text</w:t>', "<w:r><w:t>text</w:t></w:r>"),
        ('<w:hyperlink r:id="z"/>', '<w:r><w:hyperlink r:id="z"></w:hyperlink></w:r>'),
    ],
)
def test_what_names_a_link_goes_with_its_frame(inner: str, left: str) -> None:
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    spaces += 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    root = etree.fromstring(f"<w:r {spaces}>{inner}</w:r>")
    remove_references(root, frozenset("x"))
    assert re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(root, method="c14n").decode()) == left


def test_a_bullet_that_is_a_linked_picture_goes_from_its_list() -> None:
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    spaces += f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" {VML}'
    bullets = "".join(
        f'<w:numPicBullet w:numPicBulletId="{n}"><w:pict><v:imagedata r:id="{id_}"/></w:pict></w:numPicBullet>'
        for n, id_ in enumerate("xy")
    )
    levels = '<w:lvl><w:lvlPicBulletId w:val="0"/></w:lvl><w:lvl><w:lvlPicBulletId w:val="1"/></w:lvl>'
    root = etree.fromstring(f"<w:numbering {spaces}>{bullets}<w:abstractNum>{levels}</w:abstractNum></w:numbering>")
    remove_references(root, frozenset("x"))
    left = etree.tostring(root).decode()
    assert left.count("numPicBullet ") == left.count("lvlPicBulletId") == 1
    assert 'r:id="y"' in left


# In a file that is verified


def spoilt(changed: Mapping[str, bytes]) -> tuple[str, tuple[Load, ...]]:
    parts = {**write_parts(example(SMALL), word_bases(), LAUNCH), **changed}
    found = verify(open_word(package.zip_parts(parts, stored=False), "x.docx"))
    return found.state, found.loads


def test_verify_names_what_a_file_loads() -> None:
    rows = (
        ("rId1", "image", "http://x.example/a.png"),
        ("rId2", "aFChunk", "chunk.html"),
        ("rId3", "hyperlink", "http://x.example/"),
    )
    state, found = spoilt({"word/_rels/header1.xml.rels": rels(*rows)})
    assert state == "changed"
    assert found == (
        Load("word/header1.xml", "image", "http://x.example/a.png"),
        Load("word/header1.xml", "aFChunk", "chunk.html"),
    )
    assert spoilt({}) == ("unchanged", ())


def test_verify_names_what_a_file_of_others_loads() -> None:
    found = verify(open_word(linking("http://x.example/a.png"), "x.docx"))
    assert (found.state, Load(HEADER, "image", "http://x.example/a.png") in found.loads) == ("foreign", True)
