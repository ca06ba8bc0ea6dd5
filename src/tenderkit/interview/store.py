# SPDX-License-Identifier: Apache-2.0
"""Keep the purchase file on disk during an interview: locked, saved after every answer, never half written."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import BaseFileLock, FileLock, Timeout

from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.findings import Finding, Place
from tenderkit.library.reading import text_files
from tenderkit.library.reading.english_words import tell_in_english
from tenderkit.purchase.toml_document import PurchaseText


class Store:
    """The answers of an interview, and the purchase file that holds them.

    `write` is a function that writes a file whole or not at all.
    """

    def __init__(self, path: Path, write: Callable[[Path, bytes], None], first: str) -> None:
        """Read the purchase file if it exists. Nothing is written before the first answer.

        Parameters: `first`, the text to start a new purchase file with.
        """
        self.path, self._write = path, write
        self.new = not path.exists()
        # What is wrong with answers that somebody else wrote; the session knows.
        self.check: Callable[[Any], Sequence[Finding]] = lambda answers: ()
        # How often somebody else wrote into the file: what was before cannot be brought back then.
        self.edits = 0
        # Changes that are not taken yet.
        self._held: list[Callable[[PurchaseText], Any]] | None = None
        # The file before the last change, with what others wrote into it until then.
        self.before = first
        self._known: str | None = None
        if not self.new:
            self._known = self._read_text()
        self.purchase = PurchaseText(first if self._known is None else self._known)

    def _read_text(self) -> str:
        text = text_files.read_text(self.path, str(self.path))
        if text != self._known:
            text_files.parse_toml(text, str(self.path))
        return text

    @property
    def answers(self) -> dict[str, Any]:
        """The content of the purchase file as dictionaries, lists and plain values."""
        return self.purchase.answers

    def save(self, change: Callable[[PurchaseText], Any]) -> None:
        """Call the function `change`, which changes the answers, and write the purchase file.

        Edits that somebody else made in the file meanwhile are read first, and kept. If the file cannot be read or
        written, raises FileProblem or InvalidInput, and leaves the file unchanged.
        """
        edits = self.edits
        if self._held is None:
            self.refresh()
        before = self.before = self.purchase.text
        try:
            change(self.purchase)
            text = self.purchase.text
            # What is written has to read as what was meant: a file is worth more than one answer.
            if _parse_back(text) != self.answers:
                fix = "Write its tables with headers, such as [tender] and [lots.parameters.CLAUSE], and go on."
                raise self._make_problem("layout", "is laid out in a way that cannot be changed here", fix)
            if self._held is None and text != self._known:
                self._write(self.path, text.encode())
        except BaseException as error:
            self.purchase = PurchaseText(before)
            if isinstance(error, LookupError | TypeError) and self.edits != edits:
                message = "was changed meanwhile, so that the answer has no place in it any more"
                raise self._make_problem("edited", message, "Run the command again.") from error
            raise
        if self._held is None:
            self._known = text
        else:
            self._held.append(change)

    @contextmanager
    def hold_changes(self) -> Iterator[None]:
        """Keep the changes of the `with` block in memory, and save them together when it ends.

        Nothing is changed if the block raises an exception.
        """
        before, changes = self.purchase.text, list[Callable[[PurchaseText], Any]]()
        self._held = changes
        try:
            yield
            text = self.purchase.text
        finally:
            self._held, self.purchase = None, PurchaseText(before)
        self.refresh()
        if self.purchase.text != before:  # somebody else has written into the file meanwhile
            for change in changes:
                self.save(change)
        elif text != before:
            self.replace(text)
            self.before = before

    def _make_problem(self, rule: str, message: str, fix: str) -> InvalidInput:
        return InvalidInput([Finding(rule, message, fix, place=Place(str(self.path)))])

    def refresh(self) -> None:
        """Read the purchase file again if somebody else has edited it.

        Raises InvalidInput if the file is no TOML any more, or if its answers are not valid any more.
        """
        if not self.path.exists():
            return
        if (now := self._read_text()) != self._known:
            purchase = PurchaseText(now)
            if problems := self.check(purchase.answers):
                raise InvalidInput(problems)
            self.purchase, self._known = purchase, now
            self.edits += 1

    def replace(self, text: str) -> None:
        """Replace the content of the purchase file by an earlier content, `text`, to undo a change."""
        self._write(self.path, text.encode())
        self.purchase, self._known = PurchaseText(text), text


def _parse_back(text: str) -> Any:
    try:
        return text_files.parse_toml(text, "")
    except InvalidInput:
        return None


@contextmanager
def lock_file(path: Path) -> Iterator[None]:
    """Lock a purchase file for one interview, as long as the `with` block runs.

    Raises FileProblem if another interview has locked the file, or if the lock file cannot be made.
    """
    lock_path = path.with_name(f".{path.name}.lock")
    lock = FileLock(lock_path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise FileProblem.of([tell_in_english("file", path, "files.open-elsewhere")]) from None
    except OSError as error:
        if lock_path.is_symlink():  # somebody who may write into the folder has put it there
            raise FileProblem.of([tell_in_english("file", path, "files.lock-link", link=lock_path.name)]) from None
        reason = error.strerror or str(error)
        raise FileProblem.of([tell_in_english("file", path, "files.not-kept", reason=reason)]) from None
    try:
        yield
    finally:
        _remove_lock(lock, lock_path)


def _remove_lock(lock: BaseFileLock, lock_path: Path) -> None:
    """Release a lock and remove the lock file, unless another interview has locked the file in the meantime."""
    try:
        # First, so that no other interview can lock the file between release and removal. One that has opened it
        # already gets no lock on a removed file: filelock looks.
        lock_path.unlink(missing_ok=True)
    except OSError:  # Windows removes no file that is open
        lock.release()
        with suppress(OSError):  # another interview has it open by now
            lock_path.unlink(missing_ok=True)
    else:
        lock.release()
