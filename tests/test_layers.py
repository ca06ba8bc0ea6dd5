# SPDX-License-Identifier: Apache-2.0
"""Who may import whom: read from the sources, so that no import can hide in a function."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

import tenderkit

ROOT = Path(tenderkit.__file__).parent
FILES = {
    ".".join(("tenderkit", *p.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): p
    for p in sorted(ROOT.rglob("*.py"))
    if "_data" not in p.parts
}
# From the command line down to the findings: an import goes to the right only.
LAYERS = (
    "cli",
    "interview",
    "batch",
    "exercises",
    "tender_check",
    "pipeline",
    "formats",
    "translation",
    "compare",
    "checks",
    "lint",
    "responses",
    "notices",
    "papers",
    "selection",
    "purchase",
    "library",
    "whole_files",
    "archives",
    "command_lines",
    "errors",
    "findings",
    "frozen",
)
# The rooms that touch files or the terminal; everything else is pure.
ROOMS_WITH_FILES = (
    "cli",
    "interview",
    "batch",
    "tender_check",
    "formats.word",
    "formats.excel",
    "formats.libreoffice",
    "formats.pdf",
)
MODULES_WITH_FILES = {
    "tenderkit.archives",
    "tenderkit.command_lines",
    "tenderkit.compare.edition_files",
    "tenderkit.exercises.bids.form_file",
    "tenderkit.exercises.bids.workbook_file",
    "tenderkit.exercises.defect_composer",
    "tenderkit.exercises.leaks",
    "tenderkit.exercises.marking.fix_judge",
    "tenderkit.exercises.marking.reading",
    "tenderkit.exercises.pack",
    "tenderkit.exercises.scenario_files",
    "tenderkit.exercises.workshop.files",
    "tenderkit.exercises.workshop.planning",
    "tenderkit.library.reading.author_files",
    "tenderkit.library.reading.english_words",
    "tenderkit.library.reading.library_reader",
    "tenderkit.library.reading.shipped_data",
    "tenderkit.library.reading.text_files",
    "tenderkit.lint.read_catalogue",
    "tenderkit.notices.read_tables",
    "tenderkit.pipeline",
    "tenderkit.purchase.reading",
    "tenderkit.whole_files",
    "tenderkit.exercises.printed_proof",
    "tenderkit.exercises.rewrite_judge",
}
FACES = ("tenderkit", "tenderkit.__main__")


def layer(module: str) -> str:
    """The room a module lies in, by the first name below the package."""
    return module.split(".")[1]


def is_in(module: str, *rooms: str) -> bool:
    return any(f"{module}.".startswith(f"tenderkit.{room}.") for room in rooms)


MODULES = sorted(m for m in FILES if m not in FACES)
PURE = [m for m in MODULES if not is_in(m, *ROOMS_WITH_FILES) and m not in MODULES_WITH_FILES]


@cache
def imports(module: str) -> frozenset[str]:
    """Everything a module imports, wherever the import stands; `from a import b` counts as `a` and `a.b`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            assert node.module is not None
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def outside(module: str) -> set[str]:
    """The top-level packages that a module imports."""
    return {name.partition(".")[0] for name in imports(module)}


def ours(module: str) -> set[str]:
    """The modules of this package that a module imports."""
    return {name for name in imports(module) if name in FILES and name != module}


def importers(*packages: str) -> set[str]:
    return {m for m in FILES if not outside(m).isdisjoint(packages)}


def calls(module: str) -> set[str]:
    """The names that a module calls, such as `print` and `sys.exit`."""
    tree = ast.parse(FILES[module].read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def test_there_is_something_to_look_at() -> None:
    assert "tenderkit.selection.select" in PURE
    assert "tenderkit.formats.text.json" in PURE
    assert imports("tenderkit.library.template") >= {"re", "jinja2"}
    assert ours("tenderkit.papers.annex.annex") >= {"tenderkit.papers.blocks"}


def test_only_word_knows_the_libraries_of_word_files() -> None:
    assert {
        m for m in importers("docx", "lxml", "docxtpl") if not is_in(m, "formats.word", "formats.notices")
    } == set()


def test_only_excel_knows_the_libraries_of_workbooks() -> None:
    assert {m for m in importers("xlsxwriter", "openpyxl") if not is_in(m, "formats.excel")} == set()


def test_only_the_command_line_knows_the_terminal() -> None:
    packages = ("typer", "click", "rich", "questionary", "prompt_toolkit", "InquirerPy")
    assert {m for m in importers(*packages) if not is_in(m, "cli", "interview")} == set()


def test_only_the_screens_know_the_library_of_screens() -> None:
    assert {m for m in importers("rich") if not is_in(m, "cli.screen")} == set()


@pytest.mark.parametrize("module", [m for m in MODULES if is_in(m, "cli.screen")])
def test_a_screen_imports_rich_only_inside_functions(module: str) -> None:
    body = ast.parse(FILES[module].read_text(encoding="utf-8")).body
    names = {alias.name for node in body if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in body if isinstance(node, ast.ImportFrom)}
    assert [name for name in names if name.partition(".")[0] == "rich"] == []


def test_only_questions_and_pages_know_the_prompt_library() -> None:
    assert importers("prompt_toolkit") == {"tenderkit.interview.keys", "tenderkit.interview.page_browser"}


def test_only_two_modules_change_files_and_keep_their_comments() -> None:
    assert importers("tomlkit") == {"tenderkit.purchase.toml_document", "tenderkit.translation.toml_tables"}


def test_only_files_for_programs_are_written_without_comments() -> None:
    assert importers("tomli_w") == {
        "tenderkit.cli.accepted_findings",
        "tenderkit.cli.compared.lock_file",
        "tenderkit.cli.exercises.pack_folder",
    }


def test_only_pdf_knows_the_library_of_pdfs() -> None:
    assert {m for m in importers("pypdf") if not is_in(m, "formats.pdf")} == set()


def test_only_one_module_knows_the_library_of_clusters() -> None:
    assert importers("distributed", "dask") == {"tenderkit.batch.cluster"}


def test_only_one_module_knows_the_library_of_markdown() -> None:
    assert importers("markdown_it") == {"tenderkit.formats.text.read.markdown"}


def test_only_templates_and_pages_know_the_template_engine() -> None:
    assert importers("jinja2") == {"tenderkit.library.template", "tenderkit.formats.text.platforms.page"}


def test_only_language_knows_the_locale_data() -> None:
    # What the library of locale data can besides: read and write PO files.
    assert importers("babel") == {"tenderkit.library.language", "tenderkit.formats.text.translations.po"}


def test_only_reading_reads_toml_files() -> None:
    # The command line reads single values: --set lots.1.months=48.
    assert importers("tomllib") == {"tenderkit.library.reading.toml_text", "tenderkit.cli.set_option"}


@pytest.mark.parametrize("module", MODULES)
def test_an_import_goes_down_the_layers(module: str) -> None:
    assert layer(module) in LAYERS, "a new room has its place in LAYERS"
    above = LAYERS[: LAYERS.index(layer(module))]
    assert {m for m in ours(module) if m not in FACES and layer(m) in above} == set()


@pytest.mark.parametrize("module", [m for m in MODULES if is_in(m, "formats")])
def test_a_format_knows_no_other_format(module: str) -> None:
    others = {m for m in ours(module) if is_in(m, "formats") and m.split(".")[:3] != module.split(".")[:3]}
    assert others == set()


@pytest.mark.parametrize("module", [m for m in MODULES if is_in(m, "interview")])
def test_the_interview_builds_and_checks_nothing(module: str) -> None:
    assert {m for m in ours(module) if is_in(m, "tender_check", "pipeline", "formats", "lint", "responses")} == set()


@pytest.mark.parametrize("module", PURE)
def test_what_is_pure_knows_nothing_that_touches_files(module: str) -> None:
    known = {m for m in ours(module) if is_in(m, *ROOMS_WITH_FILES) or m in MODULES_WITH_FILES}
    # The English words of faults are read once and never change, as the locale data.
    assert known - {"tenderkit.library.reading.english_words"} == set()


@pytest.mark.parametrize("module", PURE)
def test_what_is_pure_has_no_file_no_clock_no_terminal_no_chance(module: str) -> None:
    impure = {"os", "sys", "io", "pathlib", "shutil", "tempfile", "subprocess", "glob", "time", "random", "secrets"}
    assert outside(module) & impure == set()
    forbidden = {"open", "print", "input", "exit", "eval", "exec", "__import__"}
    assert calls(module) & forbidden == set()
    assert not any(name.endswith((".today", ".now", ".utcnow")) for name in calls(module))


@pytest.mark.parametrize("module", [m for m in MODULES if not is_in(m, "cli", "interview")])
def test_library_code_neither_prints_nor_exits(module: str) -> None:
    assert calls(module) & {"print", "exit", "sys.exit", "os._exit", "sys.stdout.write", "sys.stderr.write"} == set()


def test_there_is_no_network_code() -> None:
    network = {
        "socket",
        "ssl",
        "http",
        "urllib.request",
        "urllib3",
        "requests",
        "httpx",
        "aiohttp",
        "ftplib",
        "smtplib",
        "asyncio",
        "xmlrpc",
        "webbrowser",
    }
    assert {m for m in FILES if not (imports(m) | outside(m)).isdisjoint(network)} == set()


def test_nothing_is_evaluated() -> None:
    assert {m for m in FILES if calls(m) & {"eval", "exec", "compile", "os.system"}} == set()


def test_the_errors_stand_below_everything() -> None:
    assert ours("tenderkit.findings") == {"tenderkit.frozen"}
    assert ours("tenderkit.errors") == {"tenderkit", "tenderkit.findings"}  # the former for the version


def test_imports_run_one_way() -> None:
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path[path.index(module) :], module))
        if module in done:
            return
        for other in sorted(ours(module)):
            # A package is only a name for what lies in it.
            if FILES[other].name != "__init__.py" and FILES[module].name != "__init__.py":
                visit(other, (*path, module))
        done.add(module)

    for module in FILES:
        visit(module, ())


def test_a_function_lives_with_the_noun_it_serves() -> None:
    names = {part for module in FILES for part in module.split(".")}
    assert names & {"utils", "util", "helpers", "helper", "manager", "common", "misc", "tools", "base_utils"} == set()


def test_only_what_is_declared_is_imported() -> None:
    declared = {
        "tenderkit",
        "babel",
        "distributed",
        "filelock",
        "jinja2",
        "markdown_it",
        "markupsafe",
        "prompt_toolkit",
        "pydantic",
        "pydantic_core",
    }
    declared |= {"rich", "tomli_w", "tomlkit", "typer", "wcwidth"}
    for module in FILES:
        foreign = {p for p in outside(module) if p not in sys.stdlib_module_names}
        if not is_in(module, "formats.word", "formats.excel", "formats.pdf", "formats.notices"):
            assert foreign <= declared, module


@pytest.mark.parametrize("module", FILES)
def test_every_source_names_its_licence(module: str) -> None:
    assert FILES[module].read_text(encoding="utf-8").startswith("# SPDX-License-Identifier: Apache-2.0\n")
