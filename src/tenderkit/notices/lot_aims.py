# SPDX-License-Identifier: Apache-2.0
"""The sustainability aims of a lot: codes of eForms and goals of OCDS that follow from its clauses."""

from collections.abc import Iterator, Sequence

from tenderkit.frozen import Memory, Same, frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.notices.codes import NoticeCodes
from tenderkit.notices.notice import Aim
from tenderkit.papers.clause_text import list_sources
from tenderkit.selection.printed_texts import choose_texts
from tenderkit.selection.selection import Pick

ENVIRONMENT, SOCIETY, NO_AIM = "env-imp", "soc-obj", "none"
NO_SET, _EU, _NATIONAL, _OTHER = "none", "eu", "national", "other"
# How OCDS names the use of a set of criteria, by the code of eForms.
_SET_STRATEGIES = {_EU: "euGPPCriteria", _NATIONAL: "nationalGPPCriteria", _OTHER: "otherGPPCriteria"}

# Who made the sets of green criteria that the clauses of earlier lots cite.
_KNOWN_SETS: Memory[frozenset[str]] = Memory(2048)


@frozen_dataclass
class LotAims:
    """The aims of a lot: the codes for BT-06, BT-774, BT-775 and BT-805 of eForms, and those of OCDS with goals.

    `themes` are the ids of the themes of the clauses that have aims.
    """

    strategic: tuple[str, ...]
    impact: tuple[str, ...]
    social: tuple[str, ...]
    criteria_set: str
    aims: tuple[Aim, ...]
    themes: tuple[str, ...]


def find_lot_aims(
    picks: Sequence[Pick], codes: NoticeCodes, country: str | None, library: Library, language: Language
) -> LotAims:
    """Return the aims of a lot, from the clauses selected for it.

    Parameters: `country`, the ISO 3166-1 code of the country of the authority, whose own set of criteria is national.
    """
    impact: dict[str, None] = {}
    social: dict[str, None] = {}
    themes: dict[str, None] = {}
    sets: dict[str, None] = {}
    goals: dict[str, dict[str, None]] = {}
    themes_of: dict[str, dict[str, None]] = {}
    for pick in picks:
        clause = pick.clause
        aims = codes.find_aims(clause)
        used = _find_criteria_set(pick, codes, country)
        if used:
            sets[used] = None
        if not aims.goals:
            continue
        themes[clause.theme] = None
        impact |= dict.fromkeys(aims.impact)
        social |= dict.fromkeys(aims.social)
        strategies = [codes.strategies[clause.kind]] if clause.kind in codes.strategies else []
        strategies += [_SET_STRATEGIES[used]] if used else []
        for goal in aims.goals:
            goals.setdefault(goal, {}).update(dict.fromkeys(strategies))
            themes_of.setdefault(goal, {})[clause.theme] = None
    strategic = (*([ENVIRONMENT] if impact else []), *([SOCIETY] if social else [])) or (NO_AIM,)
    order = (*codes.strategies.values(), *_SET_STRATEGIES.values())
    return LotAims(
        strategic,
        tuple(impact),
        tuple(social),
        next((code for code in _SET_STRATEGIES if code in sets), NO_SET),
        tuple(
            Aim(
                goal,
                tuple(sorted(strategies, key=order.index)),
                language.listing(name_themes(tuple(themes_of[goal]), library, language)),
            )
            for goal, strategies in goals.items()
        ),
        tuple(themes),
    )


def name_themes(themes: Sequence[str], library: Library, language: Language) -> list[str]:
    """Return the labels of themes, in the order of the vocabulary."""
    words = library.vocabulary.themes
    return [language.label(words[theme].label) for theme in words if theme in themes]


def _find_criteria_set(pick: Pick, codes: NoticeCodes, country: str | None) -> str | None:
    """Return the code of eForms for the sets of green criteria that a clause cites: the first of eu, national, other.

    Returns None where it cites none.
    """
    if not pick.clause.sources or codes.criteria_sets.keys().isdisjoint(s.id for s in pick.clause.sources):
        return None
    key = pick.content_key, Same(codes)
    cited = _KNOWN_SETS.recall(key, lambda: frozenset(_list_criteria_sets(pick, codes)))
    if _EU in cited:
        return _EU
    if country in cited:
        return _NATIONAL
    return _OTHER if cited else None


def _list_criteria_sets(pick: Pick, codes: NoticeCodes) -> Iterator[str]:
    """Return who made each set of green criteria that a clause cites in its lot, as `notices.toml` says it."""
    variant = choose_texts(pick.clause, pick)[0] if pick.clause.variants else None
    return (codes.criteria_sets[s.id] for s in list_sources(pick, variant) if s.id in codes.criteria_sets)
