# SPDX-License-Identifier: Apache-2.0
"""Levels as ICU finds them: reads lines `[text, rtl]` as JSON, answers each with the level of each character.

A program of its own, because PyICU is a package of the system and not of the environment that the tests run in.
"""

import json
import sys

import icu

for line in sys.stdin:
    text, rtl = json.loads(line)
    bidi = icu.Bidi()
    bidi.setPara(icu.UnicodeString(text), 1 if rtl else 0)
    units = bidi.getLevels() if text else ()
    found, place = [], 0
    for sign in text:
        found.append(units[place])
        place += len(sign.encode("utf-16-le")) // 2
    print(json.dumps(found), flush=True)
