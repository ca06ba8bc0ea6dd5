# SPDX-License-Identifier: Apache-2.0
"""Questions as the files of a QTI 2.1 package: a test, an item for each question, and the manifest.

The format: IMS Question and Test Interoperability 2.1, Assessment Test, Section and Item Information Model.
"""

from collections.abc import Sequence
from functools import partial

from tenderkit.formats.text.platforms.markup import escape_xml, write_blocks, write_element, write_paragraphs
from tenderkit.papers.quiz import ChoiceTask, MatchTask, NumberTask, Question, Quiz, QuizPack, Task, TextTask

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_SUM_OF_PARTS = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# A wrong choice takes away this part of what a right one earns.
_COST_OF_WRONG = 0.5
_LINES = 15
_SCORE = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}


def write_qti(pack: QuizPack, quiz: Quiz) -> dict[str, str]:
    """Return the files of a package with the test of one variant, by their paths in the package."""
    id_ = f"tk-{pack.id}-{quiz.name}"
    items = {f"items/{question.id}.xml": _write_item(pack, quiz, question) for question in quiz.questions}
    return {"imsmanifest.xml": _write_manifest(id_, list(items)), "test.xml": _write_test(id_, pack, quiz), **items}


def _write_manifest(id_: str, items: Sequence[str]) -> str:
    """Return the manifest, which names all files. Parameters: `items`, the paths of the items."""
    resources = [
        write_element(
            "resource",
            write_element("file", href=path),
            identifier=_name_item(path),
            type="imsqti_item_xmlv2p1",
            href=path,
        )
        for path in items
    ]
    parts = (write_element("dependency", identifierref=_name_item(path)) for path in items)
    test = write_element(
        "resource",
        write_element("file", href="test.xml"),
        *parts,
        identifier="test",
        type="imsqti_test_xmlv2p1",
        href="test.xml",
    )
    return _DECLARATION + write_element(
        "manifest",
        write_element(
            "metadata", write_element("schema", "QTIv2.1 Package"), write_element("schemaversion", "1.0.0")
        ),
        write_element("organizations"),
        write_element("resources", test, *resources),
        xmlns=_PACKAGE,
        identifier=id_,
    )


def _name_item(path: str) -> str:
    return "item-" + path.removeprefix("items/").removesuffix(".xml")


def _write_test(id_: str, pack: QuizPack, quiz: Quiz) -> str:
    """Return the test, with what all questions are about in front of them."""
    about = write_blocks((*pack.introduction, *quiz.about))
    items = [
        write_element("assessmentItemRef", identifier=f"item-{question.id}", href=f"items/{question.id}.xml")
        for question in quiz.questions
    ]
    section = write_element(
        "assessmentSection",
        write_element("rubricBlock", about, view="candidate"),
        *items,
        identifier="section",
        title=pack.title,
        visible="true",
    )
    part = write_element(
        "testPart", section, identifier="part", navigationMode="nonlinear", submissionMode="simultaneous"
    )
    total = write_element("sum", write_element("testVariables", variableIdentifier="SCORE"))
    return _DECLARATION + write_element(
        "assessmentTest",
        write_element("outcomeDeclaration", **_SCORE),
        part,
        write_element("outcomeProcessing", write_element("setOutcomeValue", total, identifier="SCORE")),
        xmlns=_QTI,
        identifier=id_,
        title=f"{pack.topics[0]}: {pack.title} {quiz.name}",
    )


def _write_item(pack: QuizPack, quiz: Quiz, question: Question) -> str:
    """Return the item of a question: its key, its words, and how it is scored."""
    task = question.task
    words = write_element("div", write_paragraphs(question.words))
    notes = task.notes if isinstance(task, TextTask) else question.feedback
    rubric = write_element("rubricBlock", write_paragraphs(notes), view="scorer tutor") if notes else ""
    limits = {"normalMaximum": question.points, "normalMinimum": 0}
    default = write_element("defaultValue", write_element("value", "0"))
    return _DECLARATION + write_element(
        "assessmentItem",
        _declare_response(task, question.points),
        write_element("outcomeDeclaration", default, **_SCORE, **limits),
        write_element("itemBody", words, _write_interaction(task), rubric),
        _write_processing(task, question.points),
        **{
            "xmlns": _QTI,
            "identifier": f"tk-{pack.id}-{quiz.name}-{question.id}",
            "title": f"{quiz.name} {question.title}",
            "adaptive": "false",
            "timeDependent": "false",
            "xml:lang": pack.language.frame.locale,
        },
    )


def _declare_response(task: Task, points: int) -> str:
    """Return the declaration of the answer, with the key."""
    declare = partial(write_element, "responseDeclaration", identifier="RESPONSE")
    match task:
        case ChoiceTask(choices, right, neutral):
            each = points / len(right)
            worth = {_name_choice(n): each for n in right}
            wrong = [n for n in range(len(choices)) if n not in right and n not in neutral]
            worth |= {_name_choice(n): -each * _COST_OF_WRONG for n in wrong}
            key = [_name_choice(n) for n in right]
            return declare(
                _write_key(key), _write_mapping(worth, points), cardinality="multiple", baseType="identifier"
            )
        case MatchTask(rows):
            pairs = [f"{row.code} {_name_choice(row.right)}" for row in rows]
            worth = dict.fromkeys(pairs, points / len(rows))
            return declare(
                _write_key(pairs), _write_mapping(worth, points), cardinality="multiple", baseType="directedPair"
            )
        case NumberTask(right):
            return declare(_write_key([_write_number(right)]), cardinality="single", baseType="float")
        case TextTask():
            return declare(cardinality="single", baseType="string")


def _write_key(values: Sequence[str]) -> str:
    return write_element("correctResponse", *(write_element("value", value) for value in values))


def _write_mapping(worth: dict[str, float], points: int) -> str:
    """Return what each answer is worth; together they are worth at least 0 and at most all points."""
    entries = (
        write_element("mapEntry", mapKey=key, mappedValue=_write_number(value)) for key, value in worth.items()
    )
    return write_element("mapping", *entries, lowerBound="0", upperBound=points, defaultValue="0")


def _write_interaction(task: Task) -> str:
    """Return how a question is answered."""
    match task:
        case ChoiceTask(choices):
            listed = (
                write_element("simpleChoice", escape_xml(choice), identifier=_name_choice(n))
                for n, choice in enumerate(choices)
            )
            return write_element(
                "choiceInteraction", *listed, responseIdentifier="RESPONSE", shuffle="false", maxChoices="0"
            )
        case MatchTask(rows, choices):
            left = [(row.code, row.words, 1) for row in rows]
            right = [(_name_choice(n), choice, len(rows)) for n, choice in enumerate(choices)]
            sets = (write_element("simpleMatchSet", *map(_write_associable, each)) for each in (left, right))
            return write_element(
                "matchInteraction",
                *sets,
                responseIdentifier="RESPONSE",
                shuffle="false",
                maxAssociations=len(rows),
            )
        case NumberTask():
            return write_element("p", write_element("textEntryInteraction", responseIdentifier="RESPONSE"))
        case TextTask():
            return write_element("extendedTextInteraction", responseIdentifier="RESPONSE", expectedLines=_LINES)


def _write_associable(choice: tuple[str, str, int]) -> str:
    """Return a side of a pair. Parameters: `choice`, its identifier, its words and in how many pairs it may be."""
    id_, words, most = choice
    return write_element("simpleAssociableChoice", escape_xml(words), identifier=id_, matchMax=most)


def _write_processing(task: Task, points: int) -> str:
    """Return how an answer is scored, empty where a person does."""
    match task:
        case ChoiceTask() | MatchTask():
            return write_element("responseProcessing", template=_SUM_OF_PARTS)
        case NumberTask(tolerance=tolerance):
            given, right = (write_element(name, identifier="RESPONSE") for name in ("variable", "correct"))
            limit = _write_number(tolerance)
            equal = write_element("equal", given, right, toleranceMode="absolute", tolerance=f"{limit} {limit}")
            value = write_element("baseValue", str(points), baseType="float")
            score = write_element("setOutcomeValue", value, identifier="SCORE")
            branch = write_element("responseIf", equal, score)
            return write_element("responseProcessing", write_element("responseCondition", branch))
        case TextTask():
            return ""


def _name_choice(position: int) -> str:
    return f"a{position + 1}"


def _write_number(number: float) -> str:
    return f"{number:.10g}"
