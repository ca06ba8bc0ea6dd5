# SPDX-License-Identifier: Apache-2.0
"""The file of accepted findings next to a file: `laptops.accepted.toml` for `laptops.toml`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.findings import Finding, suggest_nearest
from tenderkit.frozen import frozen_dataclass

if TYPE_CHECKING:
    from tenderkit.checks.accepted import Acceptances
    from tenderkit.papers.annex.part import AcceptedFault

# How the names of files end in which `check` keeps accepted findings.
ACCEPTED = ".accepted.toml"
_HEAD = "# Findings of `tenderkit check` that are accepted, each with its reason.\n\n"


# Candidates that the message on a place names.
_MOST_CANDIDATES = 10
_QUOTES = str.maketrans("“”„«»‘’", '"""""\'\'')


@frozen_dataclass
class AcceptRequest:
    """What the command line asks to accept: pairs of a rule and a place, and the reason.

    A place is the key in a purchase file; of a place in a document, the whole, its number, the id of its clause, or a
    beginning that no other place has.
    """

    targets: tuple[tuple[str, str], ...]
    reason: str

    def choose(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings to accept. Raises UsageProblem if a rule finds nothing at a place, or at several."""
        chosen: list[Finding] = []
        for rule, place in self.targets:
            of_rule = [finding for finding in findings if finding.rule == rule]
            here = _find_at(of_rule, place)
            keys = list(dict.fromkeys(finding.place.key or "" for finding in here or of_rule))
            if not here:
                raise UsageProblem(f"{rule} finds nothing at “{place}”", _list_candidates(rule, keys, place))
            if len(keys) > 1:
                raise UsageProblem(f"{rule} finds {len(keys)} places at “{place}”", _list_candidates(rule, keys))
            chosen += here
        return chosen


def _find_at(findings: Sequence[Finding], place: str) -> list[Finding]:
    """Return the findings at a place: where it is the whole key, else the number, the clause, or the beginning."""
    wanted = _simplify_place(place)
    by_key = [(finding, _simplify_place(finding.place.key or "")) for finding in findings]
    ways = (
        [finding for finding, key in by_key if key == wanted],
        [finding for finding, key in by_key if key.partition(" ")[0].rstrip(".,") == wanted.rstrip(".")],
        [finding for finding in findings if finding.place.clause == place],
        [finding for finding, key in by_key if wanted and key.startswith(wanted)],
    )
    return next(filter(None, ways), [])


def _simplify_place(place: str) -> str:
    """Return a place in small letters, with plain quotation marks and without the word “heading” in front."""
    words = " ".join(place.translate(_QUOTES).casefold().split())
    return words.removeprefix("heading ")


def _list_candidates(rule: str, keys: Sequence[str], place: str | None = None) -> str:
    """Return a sentence that lists where a rule finds something; the place nearest to the one given if that is close.

    Parameters: `place`, what the user wrote; None where all candidates are to be listed.
    """
    if not any(keys):
        return (
            f"Accept what it finds in the whole file with “{rule}@”." if keys else "Nothing is to be accepted there."
        )
    if place is not None and (nearest := suggest_nearest(place, filter(None, keys))).startswith("Did you mean"):
        return nearest
    named = "; ".join(f"“{key or 'the whole file'}”" for key in keys[:_MOST_CANDIDATES])
    more = f"; and {len(keys) - _MOST_CANDIDATES} more" if len(keys) > _MOST_CANDIDATES else ""
    return f"It finds something at: {named}{more}. A beginning that no other has is enough."


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
        raise UsageProblem("--accept is for one file", "Name one file; the reason is kept next to it.")
    targets = []
    for text in accept:
        rule, at, key = text.partition("@")
        if not at:
            raise UsageProblem(
                f"“{text}” names no place",
                "Write RULE@PLACE, with the key (award-weight-missing@lots.1.weights) or the beginning of a place "
                "(vague-wording@2.1); nothing behind the @ for the whole file.",
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

    if not path.is_file():
        return Acceptances()
    from tenderkit.library.reading.library_reader import read_validated_file

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
