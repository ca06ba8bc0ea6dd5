# SPDX-License-Identifier: Apache-2.0
"""Build hook: validate the clause library and put it, compiled, into the wheel.

A wheel with a broken library is never built, and a user's machine parses no TOML to start.
"""

import pickle
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Called by hatchling before it builds a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the compiled library; an editable install reads the TOML files instead."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from tenderkit.library.reading.shipped_data import read_shipped

            data = read_shipped(root)
        finally:
            sys.path.pop(0)
        self.folder = tempfile.TemporaryDirectory()
        compiled = Path(self.folder.name) / "library.pickle"
        compiled.write_bytes(pickle.dumps(data, protocol=5))
        build_data["force_include"][str(compiled)] = "tenderkit/_data/library.pickle"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the temporary file away again."""
        if version != "editable":
            self.folder.cleanup()
