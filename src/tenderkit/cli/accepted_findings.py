# SPDX-License-Identifier: Apache-2.0
"""The file of accepted findings next to a purchase file: `laptops.accepted.toml` for `laptops.toml`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.cli.inputs import ACCEPTED
from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.findings import Finding, suggest_nearest
from tenderkit.frozen import frozen_dataclass

if TYPE_CHECKING:
    from tenderkit.checks.accepted import Acceptances
    from tenderkit.papers.annex.part import AcceptedFault

_HEAD = "# Findings of `tenderkit check` that are accepted, each with its reason.\n\n"


@frozen_dataclass
class AcceptRequest:
    """What the command line asks to accept: pairs of a rule and a key of the purchase file, and the reason."""

    targets: tuple[tuple[str, str], ...]
    reason: str

    def choose(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings to accept. Raises UsageProblem if a rule finds nothing at the place given."""
        chosen: list[Finding] = []
        for rule, key in self.targets:
            of_rule = [finding for finding in findings if finding.rule == rule]
            here = [finding for finding in of_rule if (finding.place.key or "") == key]
            if not here:
                fix = suggest_nearest(key, {f.place.key for f in of_rule if f.place.key})
                raise UsageProblem(f"{rule} finds nothing at “{key}”", fix or "Nothing is to be accepted there.")
            chosen += here
        return chosen


def parse_request(
    accept: Sequence[str], reason: str | None, files: Sequence[str], rules: Sequence[str]
) -> AcceptRequest | None:
    """Return what the options --accept and --reason ask for; None if nothing is to be accepted.

    Parameters: `accept`, texts such as `award-weight-missing@lots.1.weights`; `files`, the files on the command line;
    `rules`, the ids of all rules. Raises UsageProblem for options that do not fit together.
    """
    if not accept:
        if reason is not None:
            raise UsageProblem("--reason belongs to --accept", "Name what is accepted: --accept RULE@PLACE.")
        return None
    if reason is None or not reason.strip():
        raise UsageProblem(
            "--accept needs a reason", "Add --reason TEXT: it is kept, and read when a tender is challenged."
        )
    if len(files) != 1 or files[0] == "-":
        raise UsageProblem("--accept is for one purchase file", "Name one file; the reason is kept next to it.")
    targets = []
    for text in accept:
        rule, at, key = text.partition("@")
        if not at:
            raise UsageProblem(
                f"“{text}” names no place", "Write RULE@PLACE, with the key: award-weight-missing@lots.1.weights."
            )
        if rule not in rules:
            raise UsageProblem(f"there is no rule “{rule}”", suggest_nearest(rule, rules))
        targets.append((rule, key))
    return AcceptRequest(tuple(targets), reason.strip())


def name_accepted_file(purchase: Path) -> Path:
    """Return the path of the file of accepted findings for a purchase file, in the same folder."""
    return purchase.with_name(purchase.stem + ACCEPTED)


def read_acceptances(path: Path) -> "Acceptances":
    """Return the acceptances in a file; none if the file is not there. Raises InvalidInput with every fault in it."""
    from tenderkit.checks.accepted import Acceptances
    from tenderkit.library.reading.library_reader import read_validated_file

    if not path.is_file():
        return Acceptances()
    problems: list[Finding] = []
    read = read_validated_file(path, Acceptances, problems, path.parent if path.is_absolute() else Path())
    if problems or not isinstance(read, Acceptances):
        raise InvalidInput(problems)
    return read


def list_accepted_faults(purchase: Path | None) -> "tuple[AcceptedFault, ...]":
    """Return the findings on a purchase file that were accepted, for the notes; none without a file.

    Raises InvalidInput with every fault in the file of accepted findings.
    """
    from tenderkit.papers.annex.part import AcceptedFault

    path = None if purchase is None else name_accepted_file(purchase)
    if path is None or not path.is_file():
        return ()
    return tuple(AcceptedFault(one.place, one.found, one.reason) for one in read_acceptances(path).accepted)


def write_acceptances(path: Path, acceptances: "Acceptances") -> None:
    """Write a file of accepted findings, or write it anew. Raises FileProblem if it cannot be written."""
    import tomli_w

    from tenderkit.cli.output import check_target, write_file

    check_target(path, force=True)
    write_file(path, (_HEAD + tomli_w.dumps(acceptances.as_toml())).encode(), force=True)
