# SPDX-License-Identifier: Apache-2.0
"""Chromium without a window, driven through a pipe: real keys, what screen readers say, and a phone's width."""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# The ends of the pipe, in the program: it reads commands from the first, and writes answers to the second.
_READS, _WRITES = 3, 4


def find_chromium() -> str:
    """The program. Where it is missing the test is skipped, or fails where TENDERKIT_REQUIRE_ALL=1."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        reason = "Chromium is not installed"
        if os.environ.get("TENDERKIT_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


class Page:
    """The page that was opened last in a browser."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = os.fdopen(commands, "wb"), os.fdopen(answers, "rb")
        self._number, self._session = 0, ""
        self.errors: list[str] = []

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """What the browser answers to a command."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            command["sessionId"] = self._session
        self._commands.write(json.dumps(command).encode() + b"\0")
        self._commands.flush()
        while True:
            message = self._read()
            if message.get("id") == self._number:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result

    def _read(self) -> dict[str, Any]:
        content = bytearray()
        while (byte := self._answers.read(1)) != b"\0":
            assert byte, "the browser ended"
            content += byte
        message: dict[str, Any] = json.loads(content)
        if message.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
            self.errors.append(json.dumps(message["params"]))
        return message

    def open(self, url: str) -> None:
        """Open a page in a tab of its own, and wait until it is there."""
        self._session = ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Accessibility"):
            self.call(f"{domain}.enable")
        self.call("Page.navigate", url=url)
        while self._read().get("method") != "Page.loadEventFired":
            pass

    def run(self, script: str) -> Any:
        """The value of an expression of JavaScript."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str, text: str = "") -> None:
        """Press a key, such as `Tab`, and let it go."""
        codes = {"Tab": 9, "Enter": 13, " ": 32, "ArrowDown": 40}
        event = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": codes[key]}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **event)
        self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    def list_controls(self) -> list[tuple[str, str]]:
        """The role and the name of each control, as a screen reader says them."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        named = [(n.get("role", {}).get("value"), n.get("name", {}).get("value", "")) for n in nodes]
        return [(role, name) for role, name in named if role in ("combobox", "checkbox", "textbox", "button")]

    def set_width(self, width: int) -> None:
        """Show the page as wide as a phone is."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=740, deviceScaleFactor=1, mobile=True)

    def draw(self) -> bytes:
        """A picture of the whole page, to look at."""
        return base64.b64decode(self.call("Page.captureScreenshot", captureBeyondViewport=True)["data"])


@contextmanager
def start_browser(folder: Path) -> Iterator[Page]:
    """Start a browser that has no network. Parameters: `folder`, for what the browser keeps."""
    program = find_chromium()
    command_end, commands = os.pipe()
    answers, answer_end = os.pipe()

    def wire() -> None:
        # First out of the way, because one of them may have the number that the other gets.
        first, second = os.dup(command_end), os.dup(answer_end)
        os.dup2(first, _READS)
        os.dup2(second, _WRITES)

    switches = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")
    switches += ("--remote-debugging-pipe", "--proxy-server=127.0.0.1:9", f"--user-data-dir={folder}")
    with subprocess.Popen(
        [program, *switches], preexec_fn=wire, close_fds=False, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as process:
        os.close(command_end)
        os.close(answer_end)
        page = Page(commands, answers)
        try:
            yield page
        finally:
            process.terminate()
            page._commands.close()
            page._answers.close()
