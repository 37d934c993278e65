"""Footnotes and the references to them: each leads to the other, and each is written once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from huiguan.check.body.bounds import MAX_NOTES
from huiguan.check.body.finding import Finding, shortened
from huiguan.model.markdown_text import Scan
from huiguan.problem import Severity

# Behind the marks of quotes and lists; the full-width colon is told elsewhere, and nothing of what follows from it.
_NOTE = re.compile(r"(?:[ \t>*+-]|\d{1,9}[.)](?=[ \t]))*\[\^([^\[\]\s]+)\][:：]")
_WORD = re.compile(r"[^\W_]")  # a face (`[^_^]`) has none
_INDENTS = ("    ", "\t")
_REFERENCE = re.compile(r"(?<![\\!])\[\^([^\[\]\s]+)\](?!\()")

Label = tuple[str, int, int]
"""A label as it was typed, its line and its column."""


def find_footnotes(found: Scan) -> Iterator[Finding]:
    """A note that is written twice, one that nothing leads to, and a reference that leads to none."""
    if "[^" not in found.text:
        return
    notes: dict[str, Label] = {}
    references: dict[str, Label] = {}
    typed_lines, shown_lines = found.text.split("\n"), found.shown.split("\n")
    for line in found.lines():
        note = _note_in(typed_lines[line.number - 1], shown_lines[line.number - 1])
        if note and note[1].casefold() in notes:
            yield _finding("BODY-FOOTNOTE-TWICE", (note[1], line.number, 1))
        elif note:
            notes[note[1].casefold()] = (note[1], line.number, 1)
        for reference in _REFERENCE.finditer(line.text, note.end() if note else 0):
            references.setdefault(reference[1].casefold(), (reference[1], line.number, reference.start() + 1))
    deep = _indented(found)
    notes = {label: note for label, note in notes.items() if label in references or f"[^{label}]" not in deep}
    references = {label: one for label, one in references.items() if label in notes or _WORD.search(label)}
    yield from _without_the_other(notes, references)


def _note_in(typed: str, shown: str) -> re.Match[str] | None:
    """The beginning of a note in a line; what a comment hides is none."""
    note = _NOTE.match(typed)
    is_hidden = note and typed[note.end() :].strip() and not shown[note.end() :].strip()
    return None if is_hidden else note


def _indented(found: Scan) -> str:
    """What stands indented: anywhere else it is code, but below a note it goes on with the note, references and all."""
    lines = found.text.split("\n")
    return "\n".join(line for number in sorted(found.code_lines) if (line := lines[number - 1]).startswith(_INDENTS)).casefold()


def _without_the_other(notes: Mapping[str, Label], references: Mapping[str, Label]) -> Iterator[Finding]:
    """One finding for a misspelt label, not one at either end."""
    unread = [label for label in notes if label not in references]
    missing = [label for label in references if label not in notes]
    meant: set[str] = set()
    for label in missing:
        near = unread if len(unread) == len(missing) == 1 else get_close_matches(label, unread[:MAX_NOTES], n=1)
        meant.update(near)
        yield _finding("BODY-FOOTNOTE-MISSING", references[label], [notes[other][0] for other in near])
    for label in unread:
        if label not in meant:
            yield _finding("BODY-FOOTNOTE-UNREAD", notes[label])


def _finding(code: str, label: Label, near: Iterable[str] = ()) -> Finding:
    typed, line, column = label
    wanted = tuple(f"[^{other}]" for other in near)
    found = shortened(f"[^{typed}]")
    return Finding(code=code, line=line, column=column, found=found, severity=Severity.WARNING, wanted=wanted)
