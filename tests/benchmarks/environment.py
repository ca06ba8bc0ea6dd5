# SPDX-License-Identifier: Apache-2.0
"""A clean environment to measure in: the wheel, and its dependencies in the versions that run here.

The packages are copied from the environment that runs the benchmark, without an index: only what tenderkit, docxtpl
and copier need, no editable install, no .pth file. A checkout would parse TOML, and `--system-site-packages` would
put the whole machine on the path.
"""

import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


def closure(names: Iterable[str]) -> list[str]:
    """The distributions that these need, themselves included; what is only for an extra stays out."""
    found: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        found[name] = None
        for line in metadata.requires(name) or ():
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                waiting.append(need.name)
    return sorted(found)


def build_wheel(folder: Path, root: Path = ROOT) -> Path:
    """Build the wheel of a checkout; returns its file."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def make(folder: Path, root: Path = ROOT) -> tuple[Path, dict[str, str]]:
    """Make the environment of a checkout. Returns the folder of its programs, and the versions of what is in it."""
    env = folder / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(env)], check=True)
    programs = env / "bin"
    python = str(programs / "python")
    site = next(env.glob("lib/python*/site-packages"))
    versions = {}
    for name in closure(["tenderkit", "docxtpl", "copier"]):
        distribution = metadata.distribution(name)
        versions[name] = distribution.version
        if name == "tenderkit":
            continue
        for file in distribution.files or ():
            if ".." in file.parts or "__pycache__" in file.parts:
                continue
            (site / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(str(file.locate()), site / file)
    wheel = build_wheel(folder, root)
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True)
    subprocess.run([python, "-m", "compileall", "-q", str(site)], check=True)
    return programs, versions


def package_folder(programs: Path) -> Path:
    """The installed package."""
    return next(programs.parent.glob("lib/python*/site-packages/tenderkit"))


def clause_files(folder: Path) -> list[Path]:
    """The files of the clauses below a folder of clauses."""
    from tenderkit.library.reading.library_reader import NO_THEMES

    return [p for p in folder.glob("*/*.toml") if p.parent.name not in NO_THEMES]


def copy_package(programs: Path, folder: Path, times: int) -> int:
    """Copy the installed package into a folder for PYTHONPATH, with each clause `times` times in its library.

    The copies of a clause have other ids and are in no set. So they hold for the same purchases, and proportionality
    leaves them out: the annex keeps its clauses. Returns the number of clauses.
    """
    from tenderkit.library.reading.shipped_data import read_shipped

    data = folder / "data"
    for name in ("clauses", "templates"):
        shutil.copytree(ROOT / name, data / name)
    for path in clause_files(data / "clauses"):
        text = re.sub(r"^sets\s*=.*$", "sets = []", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for number in range(2, times + 1):
            path.with_stem(f"{path.stem}-{number}").write_text(text, encoding="utf-8")
    shutil.copytree(package_folder(programs), folder / "tenderkit")
    shipped = read_shipped(data)
    (folder / "tenderkit" / "_data" / "library.pickle").write_bytes(pickle.dumps(shipped, protocol=5))
    subprocess.run([str(programs / "python"), "-m", "compileall", "-q", str(folder / "tenderkit")], check=True)
    return len(shipped.library.clauses)
