# SPDX-License-Identifier: Apache-2.0
"""`batch --locked`: what the papers of a batch are made from is that of the lock in the current folder."""

from collections.abc import Sequence

from tenderkit.batch.row_maker import load_library
from tenderkit.cli.compared.common_lock import check_common_lock
from tenderkit.cli.word_files import read_content
from tenderkit.formats.word.write.template import read_template


def check_batch_lock(overlays: Sequence[str], template: str | None) -> None:
    """Raise LockDrift with everything in which a batch differs from the lock; see `check_common_lock`.

    Parameters: `overlays`, the folders of the libraries of the authority; `template`, the path of its Word template.
    """
    own = None if template is None else read_template(read_content(template), template)
    check_common_lock(load_library(tuple(overlays)), own)
