# SPDX-License-Identifier: Apache-2.0
"""The GitHub action and the workflows: valid by their schemas, and the script does what the inputs say."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.deployment.support import ROOT, find_block, validate

PATH = ROOT / ".github" / "actions" / "check" / "action.yml"
ACTION: Any = YAML(typ="safe").load(PATH)
STEPS = ACTION["runs"]["steps"]
SOUND = (ROOT / "templates" / "purchases" / "ke-school-laptops.toml").read_text(encoding="utf-8")
Check = Callable[..., subprocess.CompletedProcess[str]]


def test_the_action_is_valid_by_its_schema() -> None:
    validate("vendor.github-actions", PATH)


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.stem)
def test_a_workflow_is_valid_by_its_schema_and_ends_in_time(path: Path) -> None:
    validate("vendor.github-workflows", path)
    validate("custom.github-workflows-require-timeout", path)


def test_the_workflows_of_the_manual_are_valid(tmp_path: Path) -> None:
    for schema, mark in (("vendor.github-workflows", "/actions/check@"), ("vendor.gitlab-ci", "artifacts:")):
        path = tmp_path / "workflow.yml"
        path.write_text(find_block("yaml", mark), encoding="utf-8")
        validate(schema, path)


def test_the_manual_uses_inputs_that_there_are() -> None:
    (step,) = (
        step
        for step in YAML(typ="safe").load(find_block("yaml", "/actions/check@"))["jobs"]["annexes"]["steps"]
        if "/actions/check@" in step.get("uses", "")
    )
    assert step["with"].keys() <= ACTION["inputs"].keys()
    assert {name for name, rule in ACTION["inputs"].items() if rule.get("required")} <= step["with"].keys()


def test_no_script_holds_words_of_a_caller() -> None:
    scripts = [step["run"] for step in STEPS if "run" in step]
    assert len(scripts) == 2
    assert [script for script in scripts if "${{" in script] == []


def test_other_actions_are_named_with_a_version() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in [PATH, *(ROOT / ".github").rglob("workflows/*.yml")])
    used = re.findall(r"uses: (\S+)", text)
    assert len(used) > 2
    assert [name for name in used if not re.search(r"@v\d+$", name) and not name.startswith("./")] == []


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Run the last step of the action as a runner of GitHub does, in a folder with purchases."""
    if (bash := shutil.which("bash")) is None:
        pytest.skip("bash is not installed")
    program = tmp_path / "runner" / "tenderkit" / "bin" / "tenderkit"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tenderkit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "purchases" / "of the city").mkdir(parents=True)
    (tmp_path / "purchases" / "sound.toml").write_text(SOUND, encoding="utf-8")
    script = tmp_path / "script.sh"
    script.write_text(STEPS[-1]["run"], encoding="utf-8")

    def run(files: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": "/usr/bin:/bin", "RUNNER_TEMP": str(tmp_path / "runner")}
        for variable, value in STEPS[-1]["env"].items():
            (name,) = re.findall(r"inputs\.([a-z-]+)", value)
            env[variable] = {"files": files, **inputs}.get(name, ACTION["inputs"][name].get("default"))
        command = [bash, "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False
        )

    return run


def test_what_is_found_fails_the_step_and_is_shown_at_its_line(check: Check, tmp_path: Path) -> None:
    broken = SOUND.replace("months = ", "months = 9")
    assert broken != SOUND
    (tmp_path / "purchases" / "of the city" / "broken one.toml").write_text(broken, encoding="utf-8")
    done = check("purchases/**/*.toml\n")
    assert done.returncode != 0
    assert "::error file=purchases/of the city/broken one.toml," in done.stdout


def test_the_inputs_decide_on_level_format_and_report(check: Check, tmp_path: Path) -> None:
    assert check("purchases/sound.toml", **{"fail-level": "info"}).returncode == 1
    done = check("purchases/sound.toml", **{"fail-level": "never"}, format="sarif", report="found.sarif")
    assert done.returncode == 0, done.stderr
    assert '"version": "2.1.0"' in done.stdout
    assert (tmp_path / "found.sarif").read_text(encoding="utf-8") == done.stdout


def test_a_pattern_without_a_file_fails(check: Check) -> None:
    done = check("orders/*.toml")
    assert done.returncode == 4
    assert "::error::" in done.stdout


def test_a_pattern_without_a_file_is_said_where_another_has_one(check: Check) -> None:
    done = check("orders/*.toml\npurchases/sound.toml", **{"fail-level": "never"})
    assert done.returncode == 0
    assert "::warning::tenderkit check: no file matches “orders/*.toml”" in done.stdout


def test_a_name_runs_no_command_and_is_no_option(check: Check, tmp_path: Path) -> None:
    done = check("$(touch made).toml\n`touch made`\n;touch made\n--version")
    assert done.returncode == 4
    assert not (tmp_path / "made").exists()
