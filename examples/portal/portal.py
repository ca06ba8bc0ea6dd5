# SPDX-License-Identifier: Apache-2.0
"""A web form that makes the papers of one purchase and shows what is found in it; nothing is kept. See README.md."""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from flask import Flask, Response, abort, render_template, request

import tenderkit

# The most bytes of a request, seconds of a worker, and workers at a time.
MOST_BYTES, SECONDS, WORKERS = 16_000, 30, BoundedSemaphore(2)
MAKE_PAPERS = Path(__file__).with_name("make_papers.py")
# The questions of the interview that the form asks, and the kind of field for each kind of answer.
TENDER, LOT = ("title", "authority", "reference", "country", "launch"), ("acquisition", "months", "data")
FIELDS = (*TENDER, "items", "quantity", *LOT)
TYPES = {"text": "text", "date": "date", "integer": "number"}
POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
DATA = tenderkit.load_library()
QUESTIONS, VOCABULARY = DATA.library.questions, DATA.library.vocabulary
app = Flask("portal", root_path=str(Path(__file__).parent))
app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES, MAX_FORM_PARTS=50)


@app.get("/")
def show_form() -> str:
    """The empty form, in the language of `?language=`."""
    return _render_page(_choose_language(request.args), {}, {"findings": [], "files": {}})


@app.post("/")
def answer_form() -> tuple[str, int]:
    """The form with the findings of its purchase, and with its papers where they can be made."""
    language, form = _choose_language(request.form), request.form.to_dict()
    answer = _run_worker(_read_purchase(form, language))
    return _render_page(language, form, answer), 200 if answer["files"] else 422


@app.after_request
def add_headers(response: Response) -> Response:
    """Forbid scripts, frames, guesses at types and copies of the page."""
    response.headers.update({"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer"})
    response.headers.update({"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"})
    return response


def _choose_language(values: Any) -> str:
    code = values.get("language", "en")
    return code if code in DATA.languages else abort(400)


def _read_purchase(form: dict[str, str], language: str) -> dict[str, Any]:
    """The purchase as a purchase file holds it; what is wrong in it is found by tenderkit."""
    given: dict[str, Any] = {name: form[name].strip() for name in FIELDS if form.get(name, "").strip()}
    figures = {name: given.get(name, "") for name in ("quantity", "months")}
    given |= {name: int(text) for name, text in figures.items() if text.isdecimal() and len(text) <= 12}
    line = {key: given[name] for key, name in (("category", "items"), ("quantity", "quantity")) if name in given}
    lot = {name: given[name] for name in LOT if name in given}
    lot |= {"title": given.get("title", "-"), "returns" if lot.get("acquisition") == "take-back" else "items": [line]}
    tender = {name: given[name] for name in TENDER if name in given}
    return {"tenderkit": 1, "language": language, "tender": tender, "lots": [lot]}


def _run_worker(purchase: dict[str, Any]) -> dict[str, Any]:
    """The findings and files of a purchase, made in a process of its own that ends in time."""
    if not WORKERS.acquire(blocking=False):
        abort(503)
    try:
        command = [sys.executable, "-I", str(MAKE_PAPERS)]
        done = subprocess.run(command, input=json.dumps(purchase).encode(), capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        abort(504)
    finally:
        WORKERS.release()
    done.check_returncode()
    return dict(json.loads(done.stdout))


def _render_page(code: str, form: dict[str, str], answer: dict[str, Any]) -> str:
    language = DATA.language(code)
    fields = [(name, language.words(QUESTIONS[name].label), TYPES.get(QUESTIONS[name].kind)) for name in FIELDS]
    choices = {name: _list_choices(name, language) for name, _, type_ in fields if type_ is None}
    page = {"fields": fields, "choices": choices, "languages": DATA.languages, "form": form, "answer": answer}
    return render_template("page.html", language=language, **page)


def _list_choices(name: str, language: Any) -> dict[str, str]:
    """The words that answer a question, with their labels; other devices would need more answers than are asked."""
    if name == "country":
        return {code: language.country(code) for code in VOCABULARY.words("countries")}
    kind = QUESTIONS[name].words or "categories"
    words = [word for word in VOCABULARY.words(kind) if word != "other-device"]
    return {word: language.bare_label(VOCABULARY.label(kind, word)) for word in words}
