# SPDX-License-Identifier: Apache-2.0
"""Edit Word files in LibreOffice by a macro, through the commands of its menus where it has them, and save them."""

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

# The name of a sub of `_MACRO`, and what it gets after the file.
Step = tuple[str, ...]

_TIMEOUT = 600
# Words are looked for outside the table of contents; a clause reaches from its heading to the next heading.
_MACRO = """
Private Function MakeSetting(key, value)
  made = CreateUnoStruct("com.sun.star.beans.PropertyValue")
  made.Name = key
  made.Value = value
  MakeSetting = made
End Function

Private Sub Press(doc, command)
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(doc.CurrentController.Frame, ".uno:" & command, "", 0, Array())
End Sub

Private Function Look(doc, words)
  wanted = doc.createSearchDescriptor()
  wanted.SearchString = words
  wanted.SearchCaseSensitive = True
  one = doc.findFirst(wanted)
  Do While Not IsNull(one)
    If Left(one.ParaStyleName, 8) <> "Contents" And Left(one.ParaStyleName, 3) <> "TOC" Then Exit Do
    one = doc.findNext(one.End, wanted)
  Loop
  If IsNull(one) Then Error 1000
  Look = one
End Function

Private Sub ChooseClause(doc, title)
  paragraphs = doc.Text.createEnumeration()
  began = False
  Do While paragraphs.hasMoreElements()
    one = paragraphs.nextElement()
    If one.supportsService("com.sun.star.text.Paragraph") Then
      If began And one.OutlineLevel > 0 Then Exit Do
      If one.OutlineLevel > 0 And one.String = title Then
        cursor = doc.Text.createTextCursorByRange(one.Start)
        began = True
      End If
    End If
  Loop
  If Not began Then Error 1001
  cursor.gotoRange(one.Start, True)
  doc.CurrentController.select(cursor)
End Sub

Sub DeleteClause(doc, title)
  ChooseClause(doc, title)
  Press(doc, "Delete")
End Sub

Sub ReplaceWords(doc, words, others)
  one = Look(doc, words)
  one.setString(others)
End Sub

Sub PasteParagraph(doc, after, words)
  one = Look(doc, after)
  cursor = one.Text.createTextCursorByRange(one.End)
  cursor.gotoEndOfParagraph(False)
  one.Text.insertControlCharacter(cursor, 0, False)
  cursor.ParaStyleName = "Standard"
  one.Text.insertString(cursor, words, False)
End Sub

Sub SplitClause(doc, words, title)
  one = Look(doc, words)
  cursor = one.Text.createTextCursorByRange(one.Start)
  cursor.gotoStartOfParagraph(False)
  one.Text.insertControlCharacter(cursor, 0, False)
  cursor.goLeft(1, False)
  one.Text.insertString(cursor, title, False)
  cursor.ParaStyleName = "Clause Heading"
End Sub

Private Function OpenFile(address)
  OpenFile = StarDesktop.loadComponentFromURL(address, "_blank", 0, Array(MakeSetting("Hidden", True)))
End Function

Private Sub SaveFile(doc, address)
  doc.storeToURL(address, Array(MakeSetting("FilterName", "MS Word 2007 XML")))
End Sub
"""

_MAIN = """
Sub Main
  On Error GoTo Failed
  {calls}
  StarDesktop.terminate()
  Exit Sub
Failed:
  message = place & ": " & Error$ & " in line " & Erl
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  writer = createUnoService("com.sun.star.io.TextOutputStream")
  writer.setOutputStream(files.openFileWrite({failed}))
  writer.writeString(message)
  writer.closeOutput()
  StarDesktop.terminate()
End Sub
"""
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?><script:module xmlns:script="http://openoffice.org/2000/script" '
    'script:name="Module1" script:language="StarBasic">{}</script:module>'
)


def edit_in_office(office: str, annexes: Mapping[str, tuple[bytes, Sequence[Step]]]) -> dict[str, bytes]:
    """Edit Word files and save each as Word file; returns them by their keys.

    Parameters: `office`, the program; `annexes`, each file with the edits of it. Raises AssertionError, with what
    LibreOffice said, for an edit that cannot be made.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        failed = folder / "failed.txt"
        calls: list[str] = []
        for key, (content, steps) in annexes.items():
            made, saved = folder / f"{key}.docx", folder / f"{key}-saved.docx"
            made.write_bytes(content)
            calls += [f"place = {_quote(key)}", f"doc = OpenFile({_quote(made.as_uri())})"]
            for step, *given in steps:
                calls.append(f"place = {_quote(' '.join((key, step, *given)))}")
                calls.append(f"{step}({', '.join(('doc', *map(_quote, given)))})")
            calls += [f"SaveFile(doc, {_quote(saved.as_uri())})", "doc.close(True)"]
        main = _MAIN.format(calls="\n".join(calls), failed=_quote(failed.as_uri()))
        profile = folder / "profile"
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        # The first start fills the profile, and would write over a macro that is there.
        subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=_TIMEOUT)
        module = profile / "user" / "basic" / "Standard" / "Module1.xba"
        module.write_text(_MODULE.format(escape(_MACRO + main)), "utf-8")
        subprocess.run(
            [*command, "macro:///Standard.Module1.Main"], check=True, capture_output=True, timeout=_TIMEOUT
        )
        assert not failed.exists(), failed.read_text("utf-8")
        return {key: (folder / f"{key}-saved.docx").read_bytes() for key in annexes}


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
