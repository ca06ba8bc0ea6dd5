# SPDX-License-Identifier: Apache-2.0
"""The recipe of the container: who runs in it, what it is made from, and that tenderkit needs no more."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.deployment.support import ROOT, find_block

TEXT = re.sub(r"(?m)^#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8")).replace("\\\n", " ")
INSTRUCTIONS = [(line.split()[0], line.partition(" ")[2]) for line in TEXT.splitlines() if line.strip()]
SENT = {
    line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
}
DATA = "/data"


def arguments(name: str) -> list[str]:
    return [rest for instruction, rest in INSTRUCTIONS if instruction == name]


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for rest in arguments("ENV") for pair in shlex.split(rest))


def test_who_runs_is_not_root_and_owns_the_one_folder_to_write_into() -> None:
    (user,) = arguments("USER")
    assert int(user) >= 1000
    made = " ".join(arguments("RUN"))
    name = re.search(rf"useradd --uid {user} .*?(\w+) &&", made)
    assert name
    assert f"install -d -o {name[1]} {DATA}" in made
    last = [instruction for instruction, _ in INSTRUCTIONS]
    assert last.index("USER") > max(
        number for number, instruction in enumerate(last) if instruction in ("RUN", "COPY")
    )


def test_the_base_has_a_version() -> None:
    (base,) = (rest.partition("=")[2] for rest in arguments("ARG") if rest.startswith("BASE="))
    assert re.fullmatch(r"python:3\.\d+-slim-[a-z]+(@sha256:[0-9a-f]{64})?", base)
    assert {rest.split()[0] for rest in arguments("FROM")} == {"${BASE}"}


def test_nothing_is_fetched_by_an_address() -> None:
    assert arguments("ADD") == []
    assert re.findall(r"\b(?:https?:|curl|wget|git clone|--index-url)", TEXT) == []


def test_libre_office_comes_only_where_it_is_asked_for_with_the_fonts_of_the_tests() -> None:
    assert "LIBREOFFICE=no" in arguments("ARG")
    (run,) = (rest for rest in arguments("RUN") if "apt-get" in rest)
    assert run.startswith('if [ "$LIBREOFFICE" = yes ]; then')
    packages = set(re.findall(r"\b(?:libreoffice|fonts)-[a-z-]+", run))
    assert "libreoffice-writer-nogui" in packages
    installed = (ROOT / ".ci" / "install").read_text(encoding="utf-8")
    assert {package for package in packages if package not in installed} == set()


def test_the_time_is_utc_and_everything_temporary_goes_to_the_one_folder() -> None:
    assert environment().items() >= {"TZ": "UTC", "TMPDIR": DATA, "HOME": DATA}.items()
    assert arguments("WORKDIR") == [DATA]
    assert arguments("ENTRYPOINT") == ['["tenderkit"]']


def test_the_manual_runs_it_without_a_network_on_a_read_only_root() -> None:
    command = find_block("console", "docker run")
    for option in ("--network none", "--read-only", "--cap-drop ALL", f':{DATA}"'):
        assert option in command
    assert command.count("-v ") == command.count("docker run")


def test_the_files_that_are_sent_suffice_for_the_wheel(tmp_path: Path) -> None:
    context = tmp_path / "context"
    context.mkdir()
    for name in SENT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, context / name, ignore=shutil.ignore_patterns("__pycache__", "_data"))
        else:
            shutil.copy(source, context)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(context)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert "tenderkit/_data/library.pickle" in archive.namelist()


# As in the container: no network, nothing to write to but one folder, and a user that is not root.
BOUNDS = """
set -e
mount --make-rprivate /
mount --bind "$1" "$1"
mount -o remount,bind,ro /
for folder in /tmp /dev/shm /var/tmp; do
  case "$1" in "$folder"/*) continue ;; esac
  mount -t tmpfs -o ro none "$folder"
done
cd "$1"
shift
exec unshare --user --map-user=10001 "$@"
"""


@pytest.fixture
def bounded(tmp_path: Path) -> list[str]:
    """The beginning of a command line that runs the rest of it within the bounds of the container."""
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    tmp_path.chmod(0o777)
    command = ["unshare", "--map-root-user", "--mount", "--net", "sh", "-c", BOUNDS, "sh", str(tmp_path)]
    tried = subprocess.run([*command, "true"], capture_output=True, text=True, timeout=60, check=False)
    if tried.returncode != 0:
        pytest.skip(f"a mount of its own is not allowed here: {tried.stderr}")
    return command


def test_the_papers_are_made_within_the_bounds(bounded: list[str], tmp_path: Path) -> None:
    env = {**os.environ, **environment(), "PATH": os.environ["PATH"], "TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
    outside = ROOT / "made-outside"
    refused = subprocess.run([*bounded, "touch", str(outside)], capture_output=True, timeout=60, check=False)
    assert refused.returncode != 0
    assert not outside.exists()
    command = [*bounded, sys.executable, "-m", "tenderkit", "build", "--example", "small-laptops"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {
        "small-laptops.docx",
        "small-laptops-response.docx",
        "small-laptops-notes.docx",
    }
