# SPDX-License-Identifier: Apache-2.0
"""In which encoding a text is read."""

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.formats.text.read.encoding import decode_text

ENGLISH = "The contractor shall deliver each unit."
ARABIC = "يلتزم المتعاقد بتسليم الأجهزة إلى كل مدرسة خلال عشرة أيام عمل، ISO 14001."
FRENCH = "Le titulaire livre les appareils à l’école dès la réception, où qu’elle soit située."
RUSSIAN = "Поставщик обязан доставить оборудование в каждую школу в течение десяти дней."


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, FRENCH, RUSSIAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_as_it_is(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding), "x.txt") == (text, "")


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le")])
def test_the_order_of_bytes_is_read_from_the_mark(mark: bytes, encoding: str) -> None:
    assert decode_text(mark + ARABIC.encode(encoding), "x.txt") == (ARABIC, "")


@pytest.mark.parametrize(
    ("text", "encoding", "guessed"),
    [
        (FRENCH, "cp1252", "Windows-1252"),
        ("“Naïve” – 5 €", "cp1252", "Windows-1252"),
        (ARABIC, "cp1256", "Windows-1256"),
        (f"{ENGLISH * 20} {ARABIC}", "cp1256", "Windows-1256"),
    ],
)
def test_old_encodings_are_guessed_and_named(text: str, encoding: str, guessed: str) -> None:
    assert decode_text(text.encode(encoding), "x.txt") == (text, guessed)


def test_another_code_page_is_not_taken_for_arabic() -> None:
    assert decode_text(RUSSIAN.encode("cp1251"), "x.txt")[1] == "Windows-1252"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "is a picture, no text"),
        (bytes(range(256)), "is no text"),
        (ENGLISH.encode("utf-16-le"), "is no text in UTF-8"),
        (b"\xff\xfe\x00\xd8", "is no text in UTF-16"),
        (b"\xef\xbb\xbf\xff", "is no text in UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        decode_text(content, "x.txt")
    (finding,) = caught.value.findings
    assert finding.message.startswith(message)
    assert finding.fix
    assert finding.place.file == "x.txt"
