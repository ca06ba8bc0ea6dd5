# SPDX-License-Identifier: Apache-2.0
"""The codes of notice formats, OCDS and eForms, for themes, clauses, sources and equipment: `notices.toml`."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.clause import Clause
from tenderkit.library.cpv import CpvCode
from tenderkit.library.shape import SHAPE, Bounds

# The table of the service that takes old units of a lot that buys something else.
OLD_UNITS = "old-units"

CpvDigits = Annotated[str, Bounds(pattern=r"^\d{8}$")]
UnspscDigits = Annotated[str, Bounds(pattern=r"^\d{8}$")]


@frozen_dataclass
class Aims:
    """The aims of a clause: codes of eForms for its impact on the environment and on society, and goals of OCDS."""

    __pydantic_config__ = SHAPE
    impact: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()


@frozen_dataclass
class AimTables:
    """The aims of clauses, by theme, group and clause id."""

    __pydantic_config__ = SHAPE
    themes: dict[str, Aims] = field(default_factory=dict)
    groups: dict[str, Aims] = field(default_factory=dict)
    clauses: dict[str, Aims] = field(default_factory=dict)


@frozen_dataclass
class GoodsCodes:
    """The codes of a product category: `unspsc`, and `repair`, the CPV code of its repair."""

    __pydantic_config__ = SHAPE
    unspsc: UnspscDigits
    repair: CpvDigits | None = None


@frozen_dataclass
class ServiceCodes:
    """The codes of a service that a lot buys: its main CPV code, further ones, and its UNSPSC code."""

    __pydantic_config__ = SHAPE
    cpv: CpvDigits
    unspsc: UnspscDigits
    cpv_also: tuple[CpvDigits, ...] = ()


@frozen_dataclass
class OcdsCodes:
    """The version of OCDS that is written, and the addresses of the extensions by their names."""

    __pydantic_config__ = SHAPE
    version: str
    extensions: dict[str, str]


@frozen_dataclass
class EformsCodes:
    """The kind of eForms notice that is written.

    `sdk`: the version of the SDK, as a notice names it. `subtype`, `legal_basis`, `type`: the codes of the kind.
    `countries`: the codes of the countries in which such notices are published. `languages`: the code of each
    official language of the European Union, by its code in purchase files. `mandatory`: the names of the fields that
    such a notice must have, by id.
    """

    __pydantic_config__ = SHAPE
    sdk: str
    subtype: str
    legal_basis: str
    type: str
    countries: tuple[str, ...]
    languages: dict[str, str]
    mandatory: dict[str, str]


@frozen_dataclass
class NoticeCodes:
    """The content of `notices.toml`.

    `strategies`: the stage of procurement, as OCDS names it, by kind of clause. `selection`: the selection criterion
    of eForms, by clause id. `criteria_sets`: the sources that are sets of green criteria, each with `eu`, the code of
    the country that made it, or `other`. `goods`: codes by product category. `services`: codes of services by
    acquisition model, and `old-units` for old equipment that a lot hands over.
    """

    __pydantic_config__ = SHAPE
    aims: AimTables
    strategies: dict[str, str]
    selection: dict[str, str]
    criteria_sets: dict[str, str]
    goods: dict[str, GoodsCodes]
    services: dict[str, ServiceCodes]
    ocds: OcdsCodes
    eforms: EformsCodes

    def find_aims(self, clause: Clause) -> Aims:
        """Return the aims of a clause: its own entry, else that of its group, else that of its theme."""
        aims = self.aims
        return aims.clauses.get(clause.id) or aims.groups.get(clause.group) or aims.themes.get(clause.theme) or Aims()


@frozen_dataclass
class NoticeTables:
    """The tables that notices are composed with: the codes of `notices.toml`, and the CPV codes of `cpv.toml`."""

    codes: NoticeCodes
    cpv: Mapping[str, CpvCode]
