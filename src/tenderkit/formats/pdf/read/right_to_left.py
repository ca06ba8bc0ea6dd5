# SPDX-License-Identifier: Apache-2.0
"""Bring text that was read from left to right, as it is seen, into the order in which it is spoken."""

import unicodedata
from collections.abc import Iterable, Sequence

_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_FORWARD = ("L", "N")
_OPENERS, _CLOSERS = "([{«", ")]}»"
# Between two digits, these belong to the number; behind or before one, the signs of its unit do.
_IN_NUMBERS, _AT_NUMBERS = ".,:/-–", "%‰°€$£"
# How many signs between two words of Latin letters may belong to them.
_MOST_BETWEEN = 3


def is_right_to_left(text: str) -> bool:
    """Return whether most letters of a text run from right to left."""
    kinds = [_read_kind(letter) for letter in text]
    return kinds.count("R") > kinds.count("L")


def order_clusters(clusters: Sequence[str], *, right_to_left: bool) -> str:
    """Return the text of clusters of letters, which are given from left to right as they are seen.

    What is in a cluster is in its order already. Parameters: `right_to_left`, whether the line runs so as a whole;
    words from right to left in another line are turned in their place.
    """
    kinds = [_read_cluster(cluster) for cluster in clusters]
    if "R" not in kinds:
        return "".join(clusters)
    if right_to_left:
        return _turn(clusters, kinds)
    texts: list[str] = []
    at = 0
    while at < len(clusters):
        if kinds[at] != "R":
            texts.append(clusters[at])
            at += 1
            continue
        end = _find_end(kinds, at)
        texts.append(_turn(clusters[at:end], kinds[at:end]))
        at = end
    return "".join(texts)


def has_mirrored_brackets(texts: Iterable[str]) -> bool:
    """Return whether brackets in texts from right to left are those that are seen, not those that are meant.

    Some programs name the one, some the other; in the right order most lines open a bracket before they close one.
    """
    firsts = [next((sign for sign in text if sign in _OPENERS + _CLOSERS), "") for text in texts]
    return sum(1 for sign in firsts if sign and sign in _CLOSERS) > sum(
        1 for sign in firsts if sign and sign in _OPENERS
    )


def mirror_brackets(text: str) -> str:
    """Return a text with each bracket turned."""
    return text.translate(_MIRRORED)


def _find_end(kinds: Sequence[str], start: int) -> int:
    """Return where words from right to left end that begin at a place; neutral signs and numbers are inside them."""
    end = start + 1
    for at in range(start + 1, len(kinds)):
        if kinds[at] == "L":
            break
        if kinds[at] == "R":
            end = at + 1
    return end


def _turn(clusters: Sequence[str], kinds: Sequence[str]) -> str:
    """Return clusters from right to left, with numbers and words of Latin letters in their own order."""
    groups: list[str] = []
    at = 0
    while at < len(clusters):
        end = at + 1
        if kinds[at] in _FORWARD or (clusters[at] in _AT_NUMBERS and kinds[at + 1 : at + 2] == ["N"]):
            end = _find_group_end(clusters, kinds, at)
        groups.append("".join(clusters[at:end]))
        at = end
    return "".join(reversed(groups))


def _find_group_end(clusters: Sequence[str], kinds: Sequence[str], start: int) -> int:
    """Return where a number, or words of Latin letters, end that begin at a place."""
    end, is_latin = start + 1, kinds[start] == "L"
    at = end
    while at < len(clusters) and kinds[at] != "R" and at - end <= _MOST_BETWEEN:
        if kinds[at] in _FORWARD:
            between = clusters[end:at]
            is_latin = is_latin or kinds[at] == "L"
            if between and not (is_latin or (len(between) == 1 and between[0] in _IN_NUMBERS)):
                break
            end = at + 1
        elif at == end and kinds[at - 1] == "N" and (clusters[at] in _AT_NUMBERS or clusters[at] == "-"):
            end = at + 1
        at += 1
    return end


def _read_cluster(cluster: str) -> str:
    return next((kind for kind in map(_read_kind, cluster) if kind), "")


def _read_kind(letter: str) -> str:
    """Return R or L for a letter that runs from right to left or left to right, N for a digit, else nothing."""
    if letter.isascii():
        return "L" if letter.isalpha() else "N" if letter.isdigit() else ""
    direction = unicodedata.bidirectional(letter)
    return {"R": "R", "AL": "R", "L": "L", "AN": "N", "EN": "N"}.get(direction, "")
