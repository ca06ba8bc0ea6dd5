# SPDX-License-Identifier: Apache-2.0
import copy
import errno
import multiprocessing
import os
import pickle
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from tenderkit.errors import BUG, FILE, FileProblem, InvalidInput, TenderkitError, UsageProblem, problem_of
from tenderkit.findings import Finding, Place


def raised(error: BaseException) -> BaseException:
    """An error that was raised, always at the same place."""
    try:
        raise error
    except BaseException as caught:
        return caught


def test_an_error_of_ours_stays_as_it_is() -> None:
    error = InvalidInput([Finding("x", "wrong")])
    assert problem_of(error, "a.docx") is error


def test_an_error_that_nobody_expected_is_a_bug_with_its_file_type_and_id() -> None:
    problem = problem_of(raised(RuntimeError("boom")), "line 3")
    (finding,) = problem.findings
    assert problem.exit_code == BUG
    assert (finding.rule, finding.place.file, finding.severity) == ("bug", "line 3", "error")
    assert re.fullmatch(r"a bug in tenderkit \S+: RuntimeError: boom \(id [0-9a-f]{8}\)", finding.message)
    assert isinstance(problem.__cause__, RuntimeError)


def test_the_same_bug_has_the_same_id_in_each_file_and_another_one_has_another() -> None:
    def id_of(error: BaseException, file: str) -> str:
        found = re.search(r"\(id ([0-9a-f]{8})\)", problem_of(error, file).findings[0].message)
        assert found
        return found[1]

    first = id_of(raised(KeyError("a")), "a.docx")
    assert id_of(raised(KeyError("b")), "b.docx") == first
    assert id_of(raised(IndexError("a")), "a.docx") != first
    with pytest.raises(KeyError) as elsewhere:
        raise KeyError("a")
    assert id_of(elsewhere.value, "a.docx") != first


def test_an_error_of_the_system_names_the_file() -> None:
    problem = problem_of(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "line 3")
    assert problem.exit_code == FILE
    assert str(problem) == "line 3: could not be read or written: No space left on device"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(), MemoryError()], ids=repr)
def test_what_ends_the_program_is_no_answer(error: BaseException) -> None:
    with pytest.raises(type(error)):
        problem_of(error, "a.docx")


# Copies


def errors_of_ours(base: type[TenderkitError] = TenderkitError) -> Iterator[type[TenderkitError]]:
    yield base
    for one in base.__subclasses__():
        yield from errors_of_ours(one)


FINDINGS = (Finding("a", "wrong", "Mend it.", "warn", Place("x.toml", "lots.1", 1, "spec")), Finding("b", "worse"))
WAYS = [
    copy.copy,
    copy.deepcopy,
    *(lambda error, protocol=protocol: pickle.loads(pickle.dumps(error, protocol)) for protocol in range(6)),
]


@pytest.mark.parametrize("way", WAYS, ids=["copy", "deepcopy", *map(str, range(6))])
@pytest.mark.parametrize("cls", list(errors_of_ours()))
def test_an_error_survives_copies_and_pickling(cls: type[TenderkitError], way: Callable[[Any], Any]) -> None:
    error = cls.of(FINDINGS)
    error.add_note("a note")
    other = way(error)
    assert type(other) is cls
    assert (other.findings, str(other), other.exit_code) == (FINDINGS, str(error), cls.exit_code)
    assert str(other) == "x.toml: lots.1: wrong\n: worse"
    assert other.__notes__ == ["a note"]


@pytest.mark.parametrize("error", [UsageProblem("wrong", "Do this."), FileProblem("a.toml", "is gone", "Find it.")])
def test_an_error_with_arguments_of_its_own_survives_pickling(error: TenderkitError) -> None:
    other = pickle.loads(pickle.dumps(error))
    assert type(other) is type(error)
    assert (other.findings, str(other), other.exit_code) == (error.findings, str(error), error.exit_code)


def test_every_class_of_errors_is_tried() -> None:
    names = {cls.__name__ for cls in errors_of_ours()}
    assert names >= {"TenderkitError", "UsageProblem", "Interrupted", "InvalidInput", "FileProblem"}


def raise_file_problem(file: str) -> None:
    raise FileProblem(file, "is gone", "Find it.")


def test_an_error_comes_out_of_a_process_of_its_own() -> None:
    with (
        ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool,
        pytest.raises(FileProblem) as caught,
    ):
        pool.submit(raise_file_problem, "a.toml").result(60)
    assert caught.value.findings == FileProblem("a.toml", "is gone", "Find it.").findings
    assert (str(caught.value), caught.value.exit_code) == ("a.toml: is gone", FILE)
