# SPDX-License-Identifier: Apache-2.0
import errno
import os
import re

import pytest

from tenderkit.errors import BUG, FILE, InvalidInput, problem_of
from tenderkit.finding import Finding


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
