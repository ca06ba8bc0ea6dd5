# SPDX-License-Identifier: Apache-2.0
"""Whether participants can read or work out the key: by words, by what files are made of, and by their order."""

from collections.abc import Iterator

from tenderkit.exercises.leaks import find_leaks
from tenderkit.exercises.pack import PARTICIPANTS, Pack
from tests.exercises.proof.keys import read_keys
from tests.exercises.proof.word_parts import read_parts

# Shorter words of the key may stand in a handout by right.
_SHORTEST = 40


def find_given_away(pack: Pack) -> Iterator[str]:
    """Yield what the files of participants give away."""
    files = {name: content for name, content in pack.files.items() if name.startswith(PARTICIPANTS)}
    reasons = {row.fourth for rows in read_keys(pack).values() for row in rows if row.first.startswith("c")}
    reasons |= {
        row.third for rows in read_keys(pack).values() for row in rows if not row.first.startswith(("c", "q"))
    }
    authority = _read_creator(files[f"{PARTICIPANTS}/v01.docx"])
    secret = pack.lock.order.secret
    for finding in find_leaks(files, secret, {text for text in reasons if len(text) >= _SHORTEST}, authority):
        yield f"{finding.place.file} {finding.message}"
    digests = [
        *pack.lock.files.values(),
        pack.lock.seal,
        pack.lock.ingredients.library,
        pack.lock.ingredients.scenario,
    ]
    for name, content in files.items():
        parts = b"".join(read_parts(content).values())
        if any(digest.encode() in parts for digest in digests):
            yield f"{name} holds a digest"
    for kind in ("v", "answer-v", "grid-v"):
        names = [name for name in files if name.startswith(f"{PARTICIPANTS}/{kind}") and name.endswith(".docx")]
        if len({tuple(read_parts(files[name])) for name in names}) > 1:
            yield f"the files {kind} differ in their parts"


def _read_creator(content: bytes) -> str:
    core = read_parts(content)["docProps/core.xml"].decode()
    return core.partition("<dc:creator>")[2].partition("<")[0].replace("&amp;", "&")
