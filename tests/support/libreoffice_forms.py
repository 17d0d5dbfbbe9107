"""Forms filled in by LibreOffice itself: opened, typed into as a person types, saved as .docx, .doc or .odt.

The work is done by this same file as a program of the Python that has LibreOffice's UNO bridge (Debian
package python3-uno): it starts one headless office and works through its tasks, JSON on its standard input.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

START_SECONDS = 60.0
TASK_SECONDS = 60.0
_FILTERS = {
    ".docx": "MS Word 2007 XML",
    ".doc": "MS Word 97",
    ".odt": "writer8",
    ".rtf": "Rich Text Format",
    ".pdf": "writer_pdf_Export",
}
_PYTHONS = ("/usr/bin/python3", "python3")

Step = tuple[str, ...]


@dataclass
class Filling:
    """One form to fill in: ``source`` is opened, ``steps`` are done in order, ``target`` is saved.

    The target's ending names its format. Make the steps with the functions below.
    """

    source: Path
    target: Path
    steps: list[Step] = field(default_factory=list)


def type_in(tag: str, text: str) -> Step:
    """Type ``text`` into the field ``tag`` as a person does: over its prompt, Enter between its lines."""
    return ("type", tag, text)


def type_behind(tag: str, text: str) -> Step:
    """Type ``text`` behind the prompt of the field ``tag``, leaving it there."""
    return ("behind", tag, text)


def type_emphasised(tag: str, text: str) -> Step:
    """Type ``text`` bold and underlined into the field ``tag``."""
    return ("emphasised", tag, text)


def make_list(tag: str, ordered: str) -> Step:
    """Make the paragraph of the field ``tag`` a list's: numbered for "1", with bullets for "0"."""
    return ("list", tag, ordered)


def destroy_fields(prefix: str) -> Step:
    """Reduce every field whose tag begins with ``prefix`` to its words: no control, no bookmark."""
    return ("destroy", prefix)


def delete_row(tag: str) -> Step:
    """Delete the table row of the field ``tag``."""
    return ("delete row", tag)


def replace_words(old: str, new: str) -> Step:
    """Replace ``old`` by ``new`` everywhere, as Find & Replace does."""
    return ("replace", old, new)


def forget_bookmark() -> Step:
    """Delete the hidden bookmarks that identify the file."""
    return ("forget",)


def fill_forms(fillings: Sequence[Filling]) -> list[Path]:
    """Fill in all forms with one headless LibreOffice; return their targets."""
    from tests.support.environment import require

    require("soffice")
    tasks = [
        asdict(filling) | {"source": str(filling.source), "target": str(filling.target)}
        for filling in fillings
    ]
    done = subprocess.run(
        [_python_with_uno(), str(Path(__file__).absolute())],
        input=json.dumps(tasks), capture_output=True, text=True, check=False,
        timeout=START_SECONDS + TASK_SECONDS * len(tasks), encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the forms were not filled in: {done.stdout}{done.stderr}")
    return [filling.target for filling in fillings]


def _python_with_uno() -> str:
    from tests.support.environment import require

    for python in _PYTHONS:
        found = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
        if found.returncode == 0:
            return python
    return require("python3-uno")


# From here on: the program that the other Python runs.


@contextmanager
def _office(profile: str) -> Iterator[Any]:
    """Start a headless office with a profile of its own and yield its component context."""
    import uno

    pipe = f"sokhet{os.getpid()}"
    command = [
        "soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation={Path(profile).as_uri()}",
        f"--accept=pipe,name={pipe};urp;",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    context = _resolve(resolver, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    try:
        yield context
    finally:
        context.ServiceManager.createInstance("com.sun.star.frame.Desktop").terminate()
        process.wait(30)


def _resolve(resolver: Any, address: str) -> Any:
    from com.sun.star.connection import NoConnectException

    end = time.monotonic() + START_SECONDS
    while True:
        try:
            return resolver.resolve(address)
        except NoConnectException:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _property(name: str, value: Any) -> Any:
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class _Typist:
    """Works on one open document."""

    def __init__(self, context: Any, document: Any) -> None:
        self._document = document
        self._frame = document.CurrentController.Frame
        self._cursor = document.CurrentController.ViewCursor
        self._dispatcher = context.ServiceManager.createInstance("com.sun.star.frame.DispatchHelper")

    def do(self, step: Sequence[str]) -> None:
        """Do one step."""
        kind, *words = step
        getattr(self, f"_do_{kind.replace(' ', '_')}")(*words)

    def _do_type(self, tag: str, text: str) -> None:
        self._select(tag)
        self._type(text)

    def _do_behind(self, tag: str, text: str) -> None:
        self._select(tag)
        self._cursor.collapseToEnd()
        self._type(text)

    def _do_emphasised(self, tag: str, text: str) -> None:
        self._select(tag)
        self._type("x")
        self._cursor.goLeft(1, True)
        self._cursor.CharWeight = 150.0
        self._cursor.CharUnderline = 1
        self._type(text)

    def _do_list(self, tag: str, ordered: str) -> None:
        self._select(tag)
        self._send(".uno:DefaultNumbering" if ordered == "1" else ".uno:DefaultBullet")

    def _do_destroy(self, prefix: str) -> None:
        bookmarks = self._document.Bookmarks
        for tag in [name for name in bookmarks.ElementNames if name.startswith(prefix)]:
            words = bookmarks.getByName(tag).Anchor.String
            self._select(tag)
            self._cursor.String = words
            if bookmarks.hasByName(tag):
                self._document.Text.removeTextContent(bookmarks.getByName(tag))

    def _do_delete_row(self, tag: str) -> None:
        anchor = self._document.Bookmarks.getByName(tag).Anchor
        self._cursor.gotoRange(anchor, False)
        self._send(".uno:DeleteRows")

    def _do_replace(self, old: str, new: str) -> None:
        search = self._document.createReplaceDescriptor()
        search.SearchString, search.ReplaceString, search.SearchCaseSensitive = old, new, True
        if not self._document.replaceAll(search):
            raise ValueError(f"no {old!r} to replace")

    def _do_forget(self) -> None:
        bookmarks = self._document.Bookmarks
        for name in [name for name in bookmarks.ElementNames if name.startswith("_")]:
            bookmarks.getByName(name).dispose()

    def _select(self, tag: str) -> None:
        self._cursor.gotoRange(self._document.Bookmarks.getByName(tag).Anchor, False)

    def _type(self, text: str) -> None:
        for index, line in enumerate(text.split("\n")):
            if index:
                self._send(".uno:InsertPara")
            self._send(".uno:InsertText", _property("Text", line))

    def _send(self, command: str, *arguments: Any) -> None:
        self._dispatcher.executeDispatch(self._frame, command, "", 0, arguments)


def _fill(context: Any, task: dict[str, Any]) -> None:
    desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
    document = desktop.loadComponentFromURL(Path(task["source"]).as_uri(), "_blank", 0, ())
    try:
        typist = _Typist(context, document)
        for step in task["steps"]:
            typist.do(step)
        target = Path(task["target"])
        document.storeToURL(target.as_uri(), (_property("FilterName", _FILTERS[target.suffix]),))
    finally:
        document.close(True)


def main() -> None:
    """Work through the tasks on the standard input."""
    tasks = json.load(sys.stdin)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, _office(profile) as context:
        for task in tasks:
            _fill(context, task)


if __name__ == "__main__":
    main()
