# SPDX-License-Identifier: Apache-2.0
"""Findings that the authority accepts, each with its written reason, and those that are no longer found."""

from collections.abc import Sequence

from tenderkit.findings import Finding, Place
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Language
from tenderkit.library.reading.refusals import Prose
from tenderkit.library.shape import SHAPE, FilledText

STALE = "acceptance-stale"


@frozen_dataclass(kw_only=True)
class Acceptance:
    """A finding that the authority accepts.

    `rule`: the id of the rule; `place`: the key in the purchase file; `found`: the message of the finding, so that
    another fault at the same place is not accepted with it; `reason`: why it is accepted.
    """

    __pydantic_config__ = SHAPE
    rule: FilledText
    place: str
    found: FilledText
    reason: Prose


@frozen_dataclass(kw_only=True)
class Acceptances:
    """The content of a file of accepted findings."""

    __pydantic_config__ = SHAPE
    accepted: tuple[Acceptance, ...] = ()

    def accept(self, findings: Sequence[Finding], reason: str) -> "Acceptances":
        """Return the acceptances with these findings accepted as well; an earlier reason for one is replaced."""
        others = tuple(one for one in self.accepted if not any(_concerns(one, finding) for finding in findings))
        new = (
            Acceptance(rule=f.rule, place=f.place.key or "", found=f.message, reason=reason)
            for f in dict.fromkeys(findings)
        )
        return Acceptances(accepted=(*others, *new))

    def as_toml(self) -> dict[str, list[dict[str, str]]]:
        """Return the content of the file as plain data."""
        return {"accepted": [dict(vars(one)) for one in self.accepted]}


AcceptedFinding = tuple[Finding, str]


def split_accepted(
    findings: Sequence[Finding], acceptances: Acceptances, file: str, words: Language
) -> tuple[tuple[Finding, ...], tuple[AcceptedFinding, ...]]:
    """Return the findings that are not accepted, and those that are, each with the reason.

    Among the former is a warning for each acceptance whose finding is no longer there. Parameters: `file`, the name
    of the file of accepted findings, and `words`, the language, for these warnings.
    """
    accepted = [
        (finding, one.reason) for finding in findings for one in acceptances.accepted if _concerns(one, finding)
    ]
    known = {finding for finding, _ in accepted}
    stale = [
        Finding(
            STALE,
            *words.remark(f"checks.{STALE}", file=file, rule=one.rule, place=one.place),
            "warn",
            Place(file, f"accepted.{number}"),
        )
        for number, one in enumerate(acceptances.accepted, 1)
        if not any(_concerns(one, finding) for finding in findings)
    ]
    return (*(finding for finding in findings if finding not in known), *stale), tuple(dict(accepted).items())


def _concerns(acceptance: Acceptance, finding: Finding) -> bool:
    return (acceptance.rule, acceptance.place, acceptance.found) == (
        finding.rule,
        finding.place.key or "",
        finding.message,
    )
