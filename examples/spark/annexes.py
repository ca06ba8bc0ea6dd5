# SPDX-License-Identifier: Apache-2.0
"""A PySpark job: the annex of each purchase of a JSON Lines file, and a line on what came of each."""

import json
import sys
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyspark.sql import SparkSession

import tenderkit


def make_annexes(lines: Iterable[tuple[str, int]], folder: Path) -> Iterator[str]:
    """Make the annexes of one partition; the library is read once for all of them.

    Parameters: `lines`, each purchase as a line of JSON with its number from 0; `folder`, on a disk that all workers
    share. Yields for each a line of JSON: its number from 1, its `id`, the name of its file or null, the findings.
    """
    library = tenderkit.load_library()
    options = tenderkit.Options(papers=("annex",), reproducible=True)
    for line, index in lines:
        result: dict[str, object] = {"line": index + 1, "id": None, "file": None}
        try:
            content = json.loads(line)
            if not isinstance(content, dict):
                raise ValueError(line)
            result["id"] = content.pop("id", None)
            papers = tenderkit.build(tenderkit.read_purchase(content, library), library, options)
        except tenderkit.TenderkitError as error:
            result["findings"] = [finding.as_json() for finding in error.findings]
        except ValueError:
            result["findings"] = [{"severity": "error", "message": "is no JSON object"}]
        else:
            path = folder / f"{index + 1:07}.docx"
            # Whole or not at all: Spark may run a task twice, at the same time or after a worker was lost.
            unfinished = path.with_suffix(f".{uuid.uuid4().hex}.unfinished")
            unfinished.write_bytes(papers.files[0].content)
            unfinished.replace(path)
            result |= {"file": path.name, "findings": [finding.as_json() for finding in papers.findings]}
        yield json.dumps(result, ensure_ascii=False)


def main(purchases: str, folder: str) -> None:
    """Make the annexes of a file of purchases; `folder` must not be there yet.

    Writes the annexes into `folder/annexes`, and the results into `folder/results`, as Spark writes text.
    """
    annexes = Path(folder).absolute() / "annexes"
    annexes.mkdir(parents=True)
    session = SparkSession.builder.appName("tenderkit").getOrCreate()
    context = session.sparkContext
    lines = context.textFile(purchases, minPartitions=2 * context.defaultParallelism).zipWithIndex()
    results = lines.mapPartitions(lambda part: make_annexes(part, annexes))
    results.saveAsTextFile(str(annexes.with_name("results")))
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
