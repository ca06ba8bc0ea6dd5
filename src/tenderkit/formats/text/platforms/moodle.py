# SPDX-License-Identifier: Apache-2.0
"""Questions as Moodle XML, which Moodle imports into its question bank.

The format has no schema; what its importer accepts: https://docs.moodle.org/405/en/Moodle_XML_format.
"""

from collections.abc import Iterator

from tenderkit.errors import UsageProblem
from tenderkit.formats.text.platforms.markup import (
    escape_xml,
    set_direction,
    write_blocks,
    write_element,
    write_paragraphs,
)
from tenderkit.library.language import Language
from tenderkit.papers.quiz import ChoiceTask, MatchTask, NumberTask, Question, Quiz, QuizPack, Task, TextTask

# Moodle refuses a question in which a choice has another share of the points, in percent.
SHARES = (
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20", "16.66667",
    "14.28571", "12.5", "11.11111", "10", "5",
)  # fmt: skip
# A wrong choice takes away this part of what a right one earns.
_COST_OF_WRONG = 0.5
_LINES = 15
# A number is answered without a unit.
_NO_UNITS = {"unitgradingtype": "0", "unitpenalty": "0.1", "showunits": "3", "unitsleft": "0"}
_TOP = "$course$/top"


def write_moodle(pack: QuizPack) -> str:
    """Return a pack of questions as a file for the question bank of Moodle.

    A variant with one question lies in the category of the pack, so that Moodle can draw one by chance; a variant
    with several has a category of its own. Raises UsageProblem where Moodle has no share for the right choices.
    """
    return "".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n',
            *(f"{part}\n" for part in _list_parts(pack)),
            "</quiz>\n",
        )
    )


def _list_parts(pack: QuizPack) -> Iterator[str]:
    """Yield the categories and questions; a category holds for all that follows it."""
    writer = _QuestionWriter(pack)
    yield writer.write_category(pack.topics, pack.id, pack.task)
    yield writer.write_description("purchase", pack.title, write_blocks(pack.introduction))
    for quiz in pack.quizzes:
        if not quiz.is_single:
            yield writer.write_category((*pack.topics, quiz.name), f"{pack.id}-{quiz.name}", pack.task)
        if quiz.about:
            yield writer.write_description(f"{quiz.name}-about", quiz.name, write_blocks(quiz.about))
        for question in quiz.questions:
            yield writer.write_question(quiz, question)


class _QuestionWriter:
    """Writes the questions of a pack as XML."""

    def __init__(self, pack: QuizPack) -> None:
        self.pack = pack
        self.language: Language = pack.language

    def write_category(self, names: tuple[str, ...], id_: str, about: str) -> str:
        """Return a category. Parameters: `names`, from wide to narrow; `about`, what it is for."""
        return write_element(
            "question",
            write_element("category", _write_text(name_category(names))),
            self._write_html("info", write_paragraphs((about,))),
            write_element("idnumber", escape_xml(id_)),
            type="category",
        )

    def write_description(self, id_: str, title: str, html: str) -> str:
        """Return what is read and not answered."""
        return self._write("description", id_, title, html, 0)

    def write_question(self, quiz: Quiz, question: Question) -> str:
        """Return a question of a variant."""
        title = f"{quiz.name} {question.title}"
        kind, parts = self._write_task(question.task)
        return self._write(
            kind,
            f"{quiz.name}-{question.id}",
            title,
            write_paragraphs(question.words),
            question.points,
            *parts,
            feedback=write_paragraphs(question.feedback),
            tags=question.tags,
        )

    def _write(
        self,
        kind: str,
        id_: str,
        title: str,
        html: str,
        points: int,
        *parts: str,
        feedback: str = "",
        tags: tuple[str, ...] = (),
    ) -> str:
        named = (_write_tag(tag) for tag in (*self.pack.tags, *tags))
        return write_element(
            "question",
            write_element("name", _write_text(f"{self.pack.topics[0]}: {title}")),
            self._write_html("questiontext", html),
            self._write_html("generalfeedback", feedback),
            write_element("defaultgrade", str(points)),
            write_element("penalty", "0.3333333" if points else "0"),
            write_element("hidden", "0"),
            write_element("idnumber", escape_xml(f"{self.pack.id}-{id_}")),
            *parts,
            write_element("tags", *named),
            type=kind,
        )

    def _write_task(self, task: Task) -> tuple[str, list[str]]:
        """Return the type of question that Moodle knows, and the elements that only this type has."""
        match task:
            case ChoiceTask():
                return "multichoice", self._write_choices(task)
            case MatchTask():
                return "matching", self._write_rows(task)
            case NumberTask():
                right = (_write_text(f"{task.right:.10g}"), write_element("tolerance", f"{task.tolerance:.10g}"))
                answer = write_element("answer", *right, fraction="100", format="moodle_auto_format")
                return "numerical", [answer, *(write_element(key, value) for key, value in _NO_UNITS.items())]
            case TextTask():
                return "essay", self._write_room(task)

    def _write_choices(self, task: ChoiceTask) -> list[str]:
        """Return the choices, in their order, with the share of the points that each earns or costs."""
        answers = [
            self._write_html("answer", escape_xml(choice), fraction=share)
            for choice, share in zip(task.choices, share_points(task), strict=True)
        ]
        settings = {"single": "false", "shuffleanswers": "false", "answernumbering": "none"}
        return [*(write_element(key, value) for key, value in settings.items()), *answers]

    def _write_rows(self, task: MatchTask) -> list[str]:
        """Return the rows, each with its choice; choices that belong to no row follow, with an empty row."""
        used = {row.right for row in task.rows}
        spare = [choice for position, choice in enumerate(task.choices) if position not in used]
        pairs = [(escape_xml(row.words), task.choices[row.right]) for row in task.rows]
        rows = [
            self._write_html("subquestion", words, write_element("answer", _write_text(choice)))
            for words, choice in (*pairs, *(("", choice) for choice in spare))
        ]
        return [write_element("shuffleanswers", "true"), *rows]

    def _write_room(self, task: TextTask) -> list[str]:
        """Return the settings of free text, with the notes for the marker and the words that it begins with."""
        settings = {
            "responseformat": "editor",
            "responserequired": "1",
            "responsefieldlines": str(_LINES),
            "attachments": "0",
            "attachmentsrequired": "0",
        }
        return [
            *(write_element(key, value) for key, value in settings.items()),
            self._write_html("graderinfo", write_paragraphs(task.notes)),
            self._write_html("responsetemplate", write_paragraphs((task.draft,)) if task.draft else ""),
        ]

    def _write_html(self, name: str, html: str, *parts: str, **attributes: str) -> str:
        """Return an element with HTML. In this, each `>` of a text is escaped, so that `]]>` cannot occur."""
        text = f"<![CDATA[{set_direction(html, self.language)}]]>" if html else ""
        return write_element(name, write_element("text", text), *parts, **attributes, format="html")


def _write_text(text: str) -> str:
    return write_element("text", escape_xml(text))


def _write_tag(tag: str) -> str:
    return write_element("tag", _write_text(tag))


def name_category(names: tuple[str, ...]) -> str:
    """Return a category below the top of a course. Parameters: `names`, from wide to narrow."""
    # A name may hold a slash, which Moodle writes twice.
    return "/".join((_TOP, *(name.replace("/", "//") for name in names)))


def share_points(task: ChoiceTask) -> list[str]:
    """Return the share of the points that each choice earns or costs, in percent.

    Raises UsageProblem where Moodle has no share for the right choices.
    """
    right = find_share(len(task.right))
    shares = dict.fromkeys(task.right, right) | dict.fromkeys(task.neutral, "0")
    return [shares.get(position, f"-{find_cost(right)}") for position in range(len(task.choices))]


def find_share(count: int) -> str:
    """Return the share of the points of each of several right choices. Raises UsageProblem where there is none."""
    for share in SHARES:
        if abs(float(share) * count - 100) < 0.001:
            return share
    raise UsageProblem(f"Moodle has no share of points for {count} right choices", "Make a pack with --defects 10.")


def find_cost(share: str) -> str:
    """Return what a wrong choice costs: about half of what a right one earns."""
    return min(SHARES, key=lambda known: abs(float(known) - float(share) * _COST_OF_WRONG))
