# SPDX-License-Identifier: Apache-2.0
"""Make the papers of one purchase: reads it as JSON from stdin, and writes findings and files as JSON to stdout."""

import base64
import json
import sys

import tenderkit

library, files = tenderkit.load_library(), {}
try:
    purchase = tenderkit.read_purchase(json.load(sys.stdin), library)
    options = tenderkit.Options(papers=("annex", "response", "notes"), allow_untranslated=True)
    papers = tenderkit.build(purchase, library, options)
    findings = dict.fromkeys((*tenderkit.check(purchase, library), *papers.findings))
    files = {file.paper: base64.b64encode(file.content).decode() for file in papers.files}
except tenderkit.TenderkitError as error:
    findings = dict.fromkeys(error.findings)
shown = [{**finding.as_json(), "place": finding.place.key or ""} for finding in findings]
json.dump({"files": files, "findings": shown}, sys.stdout)
