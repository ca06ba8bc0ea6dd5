# SPDX-License-Identifier: Apache-2.0
"""The portal, through the test client of Flask: its page, its papers, and what it refuses."""

import base64
import importlib.util
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import tenderkit

FOLDER = Path(__file__).parents[2] / "examples" / "portal"
GOOD = {
    "language": "en",
    "title": "Laptops for twelve schools",
    "country": "KE",
    "launch": "2027-01-15",
    "acquisition": "purchase",
    "items": "laptop",
    "quantity": "500",
    "months": "48",
    "data": "personal",
}


@pytest.fixture(scope="module")
def portal() -> Any:
    """The module, loaded from its file as a server does."""
    spec = importlib.util.spec_from_file_location("portal", FOLDER / "portal.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def client(portal: Any) -> Any:
    return portal.app.test_client()


def post(client: Any, values: Mapping[str, str]) -> tuple[int, Any]:
    """The status and the page that a form is answered with."""
    response = client.post("/", data=values)
    return response.status_code, html.fromstring(response.text)


def read_papers(page: Any) -> dict[str, bytes]:
    """The files in a page, by the names under which a browser saves them."""
    links = page.xpath("//a[@download]")
    return {link.get("download"): base64.b64decode(link.get("href").partition("base64,")[2]) for link in links}


def read_findings(page: Any) -> str:
    return " ".join(one.text_content() for one in page.xpath("//p[@class]"))


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_page_has_the_direction_and_the_words_of_its_language(client: Any, code: str, direction: str) -> None:
    response = client.get(f"/?language={code}")
    page = html.fromstring(response.text)
    assert (response.status_code, page.get("lang"), page.get("dir")) == (200, code, direction)
    data = tenderkit.load_library()
    for label in page.xpath("//label"):
        (field,) = page.xpath(f"//*[@id='{label.get('for')}']")
        question = data.library.questions[field.get("name")]
        assert label.text_content() == data.language(code).words(question.label)
    assert len(page.xpath("//label")) == 10
    latin = [option for option in page.xpath("//option") if re.search("[A-Za-z]", option.text_content())]
    assert bool(latin) is (code == "en")


def test_the_papers_are_those_of_the_library_and_the_findings_those_of_check(client: Any) -> None:
    status, page = post(client, GOOD)
    assert status == 200
    tender = {key: GOOD[key] for key in ("title", "country", "launch")}
    lot = {key: GOOD[key] for key in ("title", "acquisition", "data")}
    line = {"category": "laptop", "quantity": 500}
    library = tenderkit.load_library()
    purchase = tenderkit.read_purchase(
        {"tenderkit": 1, "language": "en", "tender": tender, "lots": [{**lot, "months": 48, "items": [line]}]},
        library,
    )
    options = tenderkit.Options(papers=("annex", "response", "notes"))
    files = {f"{file.paper}.docx": file.content for file in tenderkit.build(purchase, library, options).files}
    assert read_papers(page) == files
    findings = tenderkit.check(purchase, library)
    assert len(findings) > 3
    assert [one for one in findings if one.message not in read_findings(page)] == []


def test_a_purchase_in_arabic_is_answered_from_right_to_left(client: Any) -> None:
    status, page = post(client, {**GOOD, "language": "ar", "title": "حواسيب", "country": "EG", "quantity": "٥٠"})
    assert (status, page.get("dir"), len(read_papers(page))) == (200, "rtl", 3)
    assert {one.get("dir") for one in page.xpath("//p[@class]")} == {"auto"}


def test_what_is_wrong_is_named_and_no_paper_is_made(client: Any) -> None:
    status, page = post(client, {**GOOD, "months": "many", "launch": "", "items": "../laptop"})
    assert (status, read_papers(page)) == (422, {})
    for key in ("lots.1.months", "tender.launch", "lots.1.items.1.category"):
        assert key in read_findings(page)


def test_old_equipment_alone_is_handed_over(client: Any) -> None:
    assert post(client, {**GOOD, "acquisition": "take-back"})[0] == 200


def test_what_a_user_types_is_shown_as_text(client: Any) -> None:
    typed = '"><script>alert(1)</script>{{ 7 * 7 }}'
    _, page = post(client, {**GOOD, "title": typed, "months": typed})
    assert page.xpath("//script") == []
    assert page.xpath("//input[@name='title']/@value") == [typed]
    assert "{{ 7 * 7 }}" in read_findings(page)


@pytest.mark.parametrize("figure", ["9" * 5000, "²", "-1", "1e9", "\0", "٤٨\u202e"])
def test_no_figure_is_a_failure_of_the_server(client: Any, figure: str) -> None:
    assert post(client, {**GOOD, "quantity": figure})[0] == 422


def test_fields_that_the_form_does_not_have_are_left_aside(client: Any) -> None:
    more = {"template": "/etc/passwd", "lots.1.parameters": "x", "file": "../x", "papers": "all"}
    assert read_papers(post(client, {**GOOD, **more})[1]) == read_papers(post(client, GOOD)[1])


def test_a_large_request_is_refused(client: Any) -> None:
    assert client.post("/", data={**GOOD, "title": "x" * 20_000}).status_code == 413
    assert client.post("/", data={f"field-{number}": "" for number in range(3000)}).status_code == 413


def test_a_language_that_there_is_not_is_refused(client: Any) -> None:
    assert client.get("/?language=../en").status_code == 400
    assert client.get("/static/../portal.py").status_code == 404


def test_a_worker_ends_in_time_and_leaves_its_place(
    client: Any, portal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(portal, "SECONDS", 0.01)
        assert [client.post("/", data=GOOD).status_code for _ in range(3)] == [504, 504, 504]
    assert client.post("/", data=GOOD).status_code == 200


def test_no_more_workers_run_than_are_allowed(client: Any, portal: Any) -> None:
    with portal.WORKERS, portal.WORKERS:
        assert client.post("/", data=GOOD).status_code == 503


def test_a_worker_that_fails_says_nothing_of_the_machine(
    client: Any, portal: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("raise RuntimeError('secret')\n", encoding="utf-8")
    monkeypatch.setattr(portal, "MAKE_PAPERS", broken)
    response = client.post("/", data=GOOD)
    assert response.status_code == 500
    assert "secret" not in response.text
    assert str(tmp_path) not in response.text


def test_the_page_allows_no_script_and_keeps_nothing(client: Any) -> None:
    for path in ("/", "/static/page.css"):
        response = client.get(path)
        response.close()
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert (response.headers["X-Content-Type-Options"], response.headers["Cache-Control"]) == (
            "nosniff",
            "no-store",
        )
        assert "Set-Cookie" not in response.headers


def test_the_portal_is_short_and_asks_for_what_the_tests_install() -> None:
    files = [path for path in FOLDER.rglob("*") if path.suffix in (".py", ".html", ".css")]
    assert len(files) == 4
    assert sum(path.read_text(encoding="utf-8").count("\n") for path in files) < 150
    project = (FOLDER.parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    assert all(f'"{line}"' in project for line in (FOLDER / "requirements.txt").read_text(encoding="utf-8").split())
    imported = re.findall(r"^(?:from|import) (\w+)", (FOLDER / "portal.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(imported) - sys.stdlib_module_names == {"flask", "tenderkit"}
