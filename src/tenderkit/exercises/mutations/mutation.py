# SPDX-License-Identifier: Apache-2.0
"""A mutation: a defect that an exercise plants in an annex, and the places where it can be planted."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from tenderkit.exercises.mutations.change import Change, apply_changes, invert_changes
from tenderkit.exercises.mutations.workpiece import Workpiece
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.selection.selection import Selection

Family = Literal[
    "specification", "wording", "proof", "award", "lifetime", "data", "take-back", "scope", "enforcement", "sources"
]
Outcome = Literal["LO1", "LO2", "LO3"]


class Spot(NamedTuple):
    """What a finding is compared by: the rule, and the clause or else the lot that it is about.

    `lot`: the number of the lot, 0 where the finding names a clause, or no lot.
    """

    rule: str
    clause: str = ""
    lot: int = 0


class Site(NamedTuple):
    """A place at which a mutation can be planted.

    `clause`: the id of the clause in which a participant finds it, empty for the award criteria of a lot; `lot`: the
    number of the lot, 0 for all lots of the clause; `detail`: which of several places in the clause; `spots`: what
    the rules find in the changed selection, `printed`: what they find in its Word file; `touched`: the clauses that
    it changes, adds, takes out or relies on.
    """

    mutation: str
    clause: str
    lot: int
    detail: str
    spots: tuple[Spot, ...]
    printed: tuple[Spot, ...]
    touched: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name of the site, such as `M05:spare-parts:0:`, the same in every run."""
        return f"{self.mutation}:{self.clause}:{self.lot}:{self.detail}"


@frozen_dataclass
class Mutation:
    """A defect that can be planted in an annex, or a decoy: an unusual but sound entry, which no rule finds.

    `id`: such as `M05`, for a decoy `D1`; `family`: what it is about; `outcome`, `level`: the learning outcome and
    the level from which it suits; `rules`: the rules that find it, none for a decoy; `find_sites`, `plan`: where it
    can be planted, and the changes that plant it; `is_judged`: whether a person has to judge it, so that marks are
    only suggested; `not_printed`: the rules that cannot find it in a Word file.
    """

    id: str
    family: Family
    outcome: Outcome
    level: int
    rules: tuple[str, ...]
    find_sites: Callable[["Mutation", Workpiece], Iterator[Site]]
    plan: Callable[["Mutation", Workpiece, Site], Sequence[Change]]
    is_judged: bool = False
    not_printed: tuple[str, ...] = ()

    def list_sites(self, piece: Workpiece) -> tuple[Site, ...]:
        """Return the places at which the defect can be planted in an annex, in the order of its clauses."""
        return tuple(dict.fromkeys(self.find_sites(self, piece)))

    def name(self, language: Language) -> str:
        """Return the name of the defect for trainers and participants."""
        return language.text(f"exercise-defects.{self.id.lower()}-name")

    def reason(self, language: Language) -> str:
        """Return why the defect matters."""
        return language.text(f"exercise-defects.{self.id.lower()}-why")

    def list_other_names(self, language: Language) -> tuple[str, ...]:
        """Return other names of the defect that a trainer accepts; none for a decoy."""
        return tuple(language.text(f"exercise-defects.{self.id.lower()}-also").split("; ")) if self.rules else ()

    def at(
        self,
        clause: str,
        detail: str = "",
        *,
        lot: int = 0,
        rule: str = "",
        about: str | None = None,
        printed: str | None = None,
        touched: tuple[str, ...] = (),
        on_paper: bool = True,
    ) -> Site:
        """Return a site of this mutation.

        Parameters: `clause`, `detail`, `lot`, `touched`, as in `Site`, with `clause` among the touched; `rule`, the
        rule that finds it, by default the first of the mutation; `about`, the clause that the finding names, by
        default `clause`; `printed`, the one that the finding names in a Word file, empty where it may name any;
            `on_paper`, whether it is found there.
        """
        about = clause if about is None else about
        rule = rule or (self.rules[0] if self.rules else "")
        spots = (Spot(rule, about, 0 if about else lot),) if rule else ()
        can_print = on_paper and rule and rule not in self.not_printed
        in_file = (Spot(rule, about if printed is None else printed),) if can_print else ()
        ids = tuple(dict.fromkeys(filter(None, (clause, *touched))))
        return Site(self.id, clause, lot, detail, spots, in_file, ids)


@frozen_dataclass
class Planted:
    """A mutation at a site: the changes that plant it.

    `changes`: in the order in which they are made; what they had before is the model answer.
    """

    mutation: Mutation
    site: Site
    changes: tuple[Change, ...]

    def plant(self, selection: Selection) -> Selection:
        """Return a selection with the defect."""
        return apply_changes(selection, self.changes)

    def mend(self, selection: Selection) -> Selection:
        """Return a selection with the defect mended as in the model answer."""
        return apply_changes(selection, invert_changes(self.changes))


def plan_mutation(mutation: Mutation, piece: Workpiece, site: Site) -> Planted:
    """Return a mutation at one of the sites that it lists for a selection, ready to be planted."""
    return Planted(mutation, site, tuple(mutation.plan(mutation, piece, site)))
