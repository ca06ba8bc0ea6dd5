# SPDX-License-Identifier: Apache-2.0
"""The options on the log, which may be anywhere in a command line: -q, -v, --log-file and --log-format."""

from collections.abc import Sequence
from itertools import takewhile

from tenderkit.cli.logs.run_log import VERBOSITIES
from tenderkit.errors import UsageProblem

_QUIET, _VERBOSE = ("-q", "--quiet"), {"-v": 1, "--verbose": 1, "-vv": 2}
_WITH_VALUE = {"--log-file": "log-file", "--log-format": "log-format"}


def take_log_options(words: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Take the options on the log out of a command line.

    Returns the other words, and the options as settings: `{"verbosity": "verbose"}`. Words after `--` are names of
    files. Raises UsageProblem for an option without its value.
    """
    options = list(takewhile(lambda word: word != "--", words))
    rest: list[str] = []
    flags: dict[str, str] = {}
    more = 0
    pending = iter(options)
    for word in pending:
        name, equals, value = word.partition("=")
        if word in _QUIET:
            flags["verbosity"] = "quiet"
        elif word in _VERBOSE:
            more += _VERBOSE[word]
            flags["verbosity"] = VERBOSITIES[min(1 + more, 3)]
        elif name in _WITH_VALUE:
            value = value if equals else next(pending, "")
            if not value:
                raise UsageProblem(f"{name} needs a value", "See `tenderkit --help`.")
            flags[_WITH_VALUE[name]] = value
        else:
            rest.append(word)
    return [*rest, *words[len(options) :]], flags
