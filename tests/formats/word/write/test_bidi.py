# SPDX-License-Identifier: Apache-2.0
"""Capital letters stand for Arabic ones in what follows, so that the order can be read: “NAME c++” is seen as
“c++ EMAN”.
"""

import re
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tenderkit.formats.word.write import bidi
from tenderkit.formats.word.write.bidi import DirectedText, resolve_levels, split_spans, split_text
from tests.formats.word.write.icu_program import Icu

LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
CAPITALS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ابتثجحخدذرزسشصضطظعغفقكلمنه", strict=True))
ARABIC, LATIN = str.maketrans(CAPITALS), str.maketrans({v: k for k, v in CAPITALS.items()})
MIRRORED = str.maketrans("()[]", ")(][")


def signs(text: str) -> str:
    """A text without the marks of direction."""
    return re.sub(f"[{LRM}{RLM}{ALM}]", "", text)


def shown(text: str, rtl: bool) -> str:
    """A text in the order in which it is seen from left to right (L2, L4), without marks."""
    return put_in_order(text, resolve_levels(text, rtl))


def put_in_order(text: str, found: Sequence[int]) -> str:
    """A text in the order that its levels give it."""
    order = list(range(len(text)))
    for level in range(max(found, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return signs("".join(text[n].translate(MIRRORED) if found[n] % 2 else text[n] for n in order))


def in_word(pieces: Sequence[DirectedText], rtl: bool) -> str:
    """The pieces as Word reads them (ECMA-376, 17.3.2.30), written with marks for the algorithm.

    In a run from right to left neutral signs go that way, and weak ones that are no part of a number; in other runs
    every sign goes from left to right.
    """
    text = "".join(p.text for p in pieces)
    found, made, place = resolve_levels(text, rtl), [], 0
    right = RLM
    for piece in pieces:
        for sign in piece.text:
            class_ = unicodedata.bidirectional(sign)
            # A mark is not to change what numbers are: they go by the last letter.
            right = {"AL": ALM, "R": RLM, "L": RLM}.get(class_, right)
            weak = class_ in ("ET", "CS", "NSM", "BN") and (not piece.rtl or found[place] % 2 == 0)
            if class_ in ("L", "R", "AL", "B") or (piece.rtl and (weak or class_ in ("EN", "AN"))):
                made.append(sign)
            else:
                mark = right if piece.rtl else LRM
                made += [mark, sign, mark]
            place += 1
    return "".join(made)


def notation(pieces: Sequence[DirectedText]) -> str:
    """Pieces from right to left in braces, the marks as < and >."""
    texts = [f"{{{p.text}}}" if p.rtl else p.text for p in pieces]
    return "".join(texts).translate(LATIN).replace(LRM, ">").replace(RLM, "<")


# Text, its pieces, what is seen.
MIXED = (
    ("ONLY ARABIC WORDS.", "{ONLY ARABIC WORDS.}", ".SDROW CIBARA YLNO"),
    ("only latin words.", "only latin words{.}", ".only latin words"),
    ("LANGUAGE c++", "{LANGUAGE }c++>", "c++ EGAUGNAL"),
    ("c++ OR c#, AND j2ee", "c++>{ OR }c#>{, AND }j2ee", "j2ee DNA ,c# RO c++"),
    ("CLASS a+++ (OR a++)", "{CLASS }a+++>{ (OR }a++>{)}", "(a++ RO) a+++ SSALC"),
    ("SYSTEM windows® ONLY", "{SYSTEM }windows®>{ ONLY}", "YLNO windows® METSYS"),
    ("WRITE TO e-waste@example.org.", "{WRITE TO }e-waste@example.org{.}", ".e-waste@example.org OT ETIRW"),
    ("SEE https://example.org/", "{SEE }https://example.org/>", "https://example.org/ EES"),
    ("https://example.org/a/ HERE", "https://example.org/a/>{ HERE}", "EREH https://example.org/a/"),
    ("itu-t l.1061: https://itu.int/", "itu-t l.1061{: <}https://itu.int/>", "https://itu.int/ :itu-t l.1061"),
    ("(www.example.org), THEN", "{(}www.example.org{), THEN}", "NEHT ,(www.example.org)"),
    ("DIRECTIVE 2011/65/eu ON", "{DIRECTIVE }>2011/65/eu{ ON}", "NO 2011/65/eu EVITCERID"),
    ("2011/65/eu", ">2011/65/eu", "2011/65/eu"),
    ("REGULATION (eu) 2019/424.", "{REGULATION (}eu{) }2019/424{.}", ".2019/424 (eu) NOITALUGER"),
    ("STANDARD iso 14001 ONLY", "{STANDARD }iso 14001{ ONLY}", "YLNO iso 14001 DRADNATS"),
    ("en 50625-1:2014, iec 62474", "en 50625-1:2014, iec 62474", "en 50625-1:2014, iec 62474"),
    ("en 50625-1:2014 AND iec 62474", "en 50625-1:2014{ AND }iec 62474", "iec 62474 DNA en 50625-1:2014"),
    ("itu-t l.1021 (2018)", "itu-t l.1021 (2018)", "itu-t l.1021 (2018)"),
    ("en 50625 (PART 1)", "en 50625{ (PART 1)}", "(1 TRAP) en 50625"),
    ("UNTIL 2027-01-15, NOON", "{UNTIL }>2027-01-15{, NOON}", "NOON ,2027-01-15 LITNU"),
    ("YEAR 2027/2028", "{YEAR }>2027/2028", "2027/2028 RAEY"),
    ("FROM 10–20 UNITS", "{FROM }>10–20{ UNITS}", "STINU 10–20 MORF"),
    ("A SCREEN OF 1920×1080", "{A SCREEN OF }>1920×1080", "1920×1080 FO NEERCS A"),
    ("FROM −5 TO 35 °c", "{FROM }>−5{ TO }>35 °c", "35 °c OT −5 MORF"),
    ("IN °c, NOT", "{IN }>°c{, NOT}", "TON ,°c NI"),
    ("AT LEAST 80% OF", "{AT LEAST 80% OF}", "FO %80 TSAEL TA"),
    ("50%", "{50%}", "50%"),
    ("PAY 1,250.50 usd NOW", "{PAY 1,250.50 }usd{ NOW}", "WON usd 1,250.50 YAP"),
    ("AT 12:30 IN 5g", "{AT 12:30 IN }5g", "5g NI 12:30 TA"),
    ("[ANNEX (A)], PAGE 3", "{[ANNEX (A)], PAGE 3}", "3 EGAP ,[(A) XENNA]"),
    ("MINISTRY (ministry of [ict])", "{MINISTRY (}ministry of [ict]{)}", "(ministry of [ict]) YRTSINIM"),
    ("a (B) c", "a{ (B) }c", "c (B) a"),
    ("NAME\tvalue\tTEXT", "{NAME\t}value{\tTEXT}", "TXET\tvalue\tEMAN"),
    ("LINE one \ntwo LINE", "{LINE }one{ \n}two{ LINE}", None),
    ("CALL +41-22-730 NOW", "{CALL }>+41-22-730{ NOW}", "WON +41-22-730 LLAC"),
    ("٢٠٢٧/٠١ YEAR", "{٢٠٢٧/٠١ YEAR}", "RAEY ٢٠٢٧/٠١"),
)  # fmt: skip


@pytest.mark.parametrize("measure", ["100 W", "1 m³", "2.5 kWh", "10–20 kg", "40 dB(A)", "256\u00a0GB", "35 °C"])
def test_a_number_stays_in_front_of_the_sign_of_its_unit(measure: str) -> None:
    assert [p.text for p in split_text(f"لا يزيد على {measure}، وذلك", True)] == [
        "لا يزيد على ",
        LRM + measure,
        "، وذلك",
    ]


@pytest.mark.parametrize("text", ["العدد 100 ISO 14001", "رقم 5 Word", "في 3 m2x"])
def test_a_number_before_another_word_does_not_belong_to_it(text: str) -> None:
    assert LRM not in "".join(p.text for p in split_text(text, True))


@pytest.mark.parametrize(("text", "pieces", "seen"), MIXED)
def test_a_paragraph_from_right_to_left_is_cut_at_the_borders_of_its_levels(
    text: str, pieces: str, seen: str | None
) -> None:
    found = split_text(text.translate(ARABIC), rtl=True)
    assert notation(found) == pieces
    if seen is not None:
        assert shown("".join(p.text for p in found), rtl=True).translate(LATIN) == seen
        assert shown(in_word(found, rtl=True), rtl=True).translate(LATIN) == seen


@pytest.mark.parametrize(
    ("text", "pieces", "seen"),
    [
        ("the MINISTRY OF ICT here", "the {MINISTRY OF ICT} here", "the TCI FO YRTSINIM here"),
        ("MINISTRY, unit 5", "{MINISTRY}, unit 5", "YRTSINIM, unit 5"),
        ("MINISTRY 5", "{MINISTRY 5}", "5 YRTSINIM"),
        ("MINISTRY (ict) x", "{MINISTRY} (ict) x", "YRTSINIM (ict) x"),
        ("FILE 2027/12-a of", "{FILE} >2027/12-a of", "ELIF 2027/12-a of"),
        ("see MINISTRY: https://a.org/", "see {MINISTRY}: https://a.org/", "see YRTSINIM: https://a.org/"),
        ("no turn at all: c++, 2011/65/eu", "no turn at all: c++, 2011/65/eu", "no turn at all: c++, 2011/65/eu"),
    ],
)
def test_a_name_from_right_to_left_is_cut_out_of_a_paragraph_from_left_to_right(
    text: str, pieces: str, seen: str
) -> None:
    found = split_text(text.translate(ARABIC), rtl=False)
    assert notation(found) == pieces
    assert shown("".join(p.text for p in found), rtl=False).translate(LATIN) == seen
    assert shown(in_word(found, rtl=False), rtl=False).translate(LATIN) == seen


def test_parts_in_different_styles_are_one_text_for_the_levels() -> None:
    texts = [t.translate(ARABIC) for t in ("LEAD iso ", "14001", " (", "DIRECTIVE ", "", "2011/65/eu", ") c", "++")]
    assert [notation(p) for p in split_spans(texts, rtl=True)] == [
        "{LEAD }iso ", "14001", "{ (}", "{DIRECTIVE }", "", ">2011/65/eu", "{) }c", "++>",
    ]  # fmt: skip


def test_a_text_of_nothing_has_no_pieces() -> None:
    assert (split_text("", rtl=True), split_text("", rtl=False), resolve_levels("", rtl=True)) == ([], [], [])


def test_a_mark_alone_turns_nothing() -> None:
    assert split_text(f"latin {RLM}", rtl=False) == [DirectedText(f"latin {RLM}", 0)]


def test_a_mark_that_does_not_help_is_not_repeated() -> None:
    # The brackets hold an Arabic word and go with it.
    found = notation(split_text("SEE https://a.org/\u3008B\u3009".translate(ARABIC), rtl=True))
    assert found == "{SEE }https://a.org{/\u3008B\u3009}>"


def test_explicit_signs_and_invisible_ones_are_passed_over() -> None:
    # Override, isolate, soft hyphen, zero width space.
    text = "AB \u202ec\u00add\u202c \u2066EF\u2069\u200b"
    plain = re.sub("[\u202e\u202c\u2066\u2069\u00ad\u200b]", "", text)
    found = resolve_levels(text.translate(ARABIC), rtl=True)
    kept = [level for sign, level in zip(text, found, strict=True) if sign in plain]
    assert kept == resolve_levels(plain.translate(ARABIC), rtl=True)


def test_brackets_that_are_the_same_sign_make_a_pair() -> None:
    assert resolve_levels("a\u2329b\u3009ا", rtl=True) == [2, 2, 2, 2, 1]
    assert resolve_levels("a\u2329b)ا", rtl=True) == [2, 2, 2, 1, 1]


def test_more_brackets_than_the_standard_keeps_are_neutral_signs() -> None:
    deep = "a" + "(" * 80 + "b" + ")" * 80
    assert resolve_levels(deep + "ا", rtl=True)[-2:] == [1, 1]


def test_every_pair_of_brackets_of_the_unicode_data_is_known() -> None:
    signs_ = [chr(c) for c in range(0x10000) if unicodedata.mirrored(chr(c))]
    brackets = {s for s in signs_ if unicodedata.category(s) in ("Ps", "Pe") and unicodedata.bidirectional(s) == "ON"}
    assert brackets - set(bidi._PAIRS) == set()
    for opening, closing in zip(bidi._PAIRS[::2], bidi._PAIRS[1::2], strict=True):
        name = unicodedata.name(opening)
        if "LEFT" in name:
            expected = name.replace("LEFT", "RIGHT")
            # Two arcs are named after the sign for less and greater as well.
            assert re.sub("LESS|GREATER", "", unicodedata.name(closing)) == re.sub("LESS|GREATER", "", expected)


def test_what_is_not_looked_into_holds_nothing_that_goes_from_left_to_right() -> None:
    plain = [chr(c) for c in range(0x10000) if bidi._ARABIC.fullmatch(chr(c))]
    assert len(plain) > 150
    assert {s for s in plain if unicodedata.bidirectional(s) == "L"} == set()


# Properties

ALPHABET = (
    *"abcABCאבDEF" * 2, *"0123456789", *"٠١٢", *"  \t", *"+-–/×%#°€$.,:;!?“”«»،؛_@&*=~|<>®…−", *"()[]{}⟨⟩〈〉",
    "\u2329", "\u232a", "\u00a0", "\u0301", "\u064b", "\u0651", "\u200b", "\u00ad", "\u2028", "\n", "😀", "中",
    LRM, RLM, "c++", "2011/65/EU", "https://example.org/", "(1)", "10–20", "https://a.org/〈A〉", "www.ا.org/",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from([s.translate(ARABIC) if len(s) == 1 else s for s in ALPHABET])).map("".join)
directed = given(TEXTS, st.booleans())


@directed
def test_cutting_loses_nothing_and_adds_only_marks(text: str, rtl: bool) -> None:
    pieces = split_text(text, rtl)
    assert signs("".join(p.text for p in pieces)) == signs(text)
    assert all(p.text for p in pieces)
    assert [p.rtl for p in pieces[1:]] == [not p.rtl for p in pieces[:-1]]


@directed
def test_what_was_cut_once_is_cut_in_the_same_way_again(text: str, rtl: bool) -> None:
    pieces = split_text(text, rtl)
    assert split_text("".join(p.text for p in pieces), rtl) == pieces


@directed
def test_a_piece_holds_one_direction_and_numbers(text: str, rtl: bool) -> None:
    pieces = split_text(text, rtl)
    whole = "".join(p.text for p in pieces)
    found = iter(resolve_levels(whole, rtl))
    for piece in pieces:
        for sign in piece.text:
            level = next(found)
            if unicodedata.bidirectional(sign) in ("L", "R", "AL") and sign not in (LRM, RLM):
                assert level % 2 == piece.level % 2


@given(st.lists(TEXTS, max_size=5), st.booleans())
def test_where_styles_change_does_not_change_the_direction(texts: list[str], rtl: bool) -> None:
    def flags(pieces: Sequence[DirectedText]) -> list[tuple[str, bool]]:
        return [(sign, p.rtl) for p in pieces for sign in p.text]

    parts = split_spans(texts, rtl)
    assert flags([p for part in parts for p in part]) == flags(split_text("".join(texts), rtl))
    assert [signs("".join(p.text for p in part)) for part in parts] == [signs(t) for t in texts]


@given(TEXTS)
def test_word_shows_the_order_of_the_standard(text: str) -> None:
    # A tab between two brackets takes part in N0 as a neutral sign and is set back only afterwards (L1).
    for line in re.split("[\n\t]", text):
        pieces = split_text(line, rtl=True)
        whole = "".join(p.text for p in pieces)
        assert shown(in_word(pieces, rtl=True), rtl=True) == shown(whole, rtl=True)


# ICU


def test_the_levels_of_the_table_are_those_of_icu(icu: Icu) -> None:
    for text, *_ in MIXED:
        for rtl in (False, True):
            for one in (text.translate(ARABIC), "".join(p.text for p in split_text(text.translate(ARABIC), rtl))):
                assert resolve_levels(one, rtl) == icu.levels(one, rtl), one


@directed
def test_the_levels_are_those_of_icu(icu: Icu, text: str, rtl: bool) -> None:
    classes = [unicodedata.bidirectional(sign) for sign in text]
    # ICU keeps a bracket open that has two forms, and leaves an accent on a bracket where N0 takes it along.
    assume("\u2329" not in text and "\u232a" not in text)
    assume(not re.search("[])}⟩〉][\u200b\u00ad]*[\u0301\u064b\u0651]", text))
    # What is passed over has no level that counts.
    ours, theirs = ([n for n, c in zip(found, classes, strict=True) if c != "BN"]
                    for found in (resolve_levels(text, rtl), icu.levels(text, rtl)))  # fmt: skip
    if not any(theirs) and not rtl:
        # It says 0 for all of a text in which nothing is turned round.
        assert not any(level % 2 for level in ours)
    else:
        assert ours == theirs
