# SPDX-License-Identifier: Apache-2.0
"""The rows of the tables that translators get and give back: one for each text."""

from collections.abc import Iterable, Iterator

from tenderkit.frozen import frozen_dataclass
from tenderkit.translation.library_text import LibraryText
from tenderkit.translation.memory import TranslationMemory
from tenderkit.translation.old_english import OldEnglish
from tenderkit.translation.text_state import Records, find_state

# The columns of a workbook, in their order.
COLUMNS = ("id", "key", "English", "translation", "state", "comment")
# The states of rows that nobody has settled yet: they are not taken back.
OPEN_STATES = ("proposed", "stale")
MISSING = "missing"


@frozen_dataclass
class TableRow:
    """A row of a table of translators.

    `state`: a state as `text_state.parse_state` reads it, or one of OPEN_STATES, or `missing`. `old_english`: the
    English from which a stale translation was made, where it is known. `place`: the line or row of the file.
    """

    id: str
    key: str
    english: str
    translation: str
    state: str
    comment: str = ""
    old_english: str | None = None
    place: str = ""

    @property
    def name(self) -> str:
        """The id and the key in one."""
        return f"{self.id} {self.key}"

    @property
    def is_open(self) -> bool:
        """Whether the text is only proposed, or made from an older English text."""
        return self.state in OPEN_STATES


def make_rows(
    texts: Iterable[LibraryText], records: Records, memory: TranslationMemory, old: OldEnglish
) -> Iterator[TableRow]:
    """Yield the row of each text; what the memory proposes is marked as proposed, and says what it is made from."""
    for text in texts:
        state = find_state(text, records)
        if state == "missing":
            proposal = memory.propose(text.english)
            if proposal is None:
                yield TableRow(text.id, text.key, text.english, "", MISSING)
            else:
                yield TableRow(text.id, text.key, text.english, proposal.translation, "proposed", proposal.reason)
        elif state == "stale":
            before = old.find(text)
            comment = f"The English was: {before}" if before else "The English has changed; what it was is not known."
            yield TableRow(text.id, text.key, text.english, text.translation or "", "stale", comment, before)
        else:
            yield TableRow(text.id, text.key, text.english, text.translation or "", str(state))
