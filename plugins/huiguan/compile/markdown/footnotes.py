"""Footnotes: ids of our own (numbers, not labels), in the shape that Material's styles know."""

from collections.abc import Mapping
from html import escape


class Footnotes:
    """The notes of one text. A note is `fn:1`, its first reference `fnref:1`, its second `fnref2:1`.

    `starts_at` is the place of their list in the output, None where there is none at the end.
    """

    def __init__(self, out: list[str], words: Mapping[str, str], prefix: str) -> None:
        self.is_open = False
        self.starts_at: int | None = None
        self._out = out
        self._words = words
        self._prefix = prefix
        self._numbers: dict[str, int] = {}
        self._references: dict[int, int] = {}
        self._listed: set[int] = set()
        self._backs: list[tuple[int, int, int]] = []
        self._note = 0
        self._back = 0

    def refer(self, label: str, *, inside_link: bool) -> None:
        """Writes the raised number of the note with comrak's `label`."""
        number = self._numbers.setdefault(label, len(self._numbers) + 1)
        times = self._references[number] = self._references.get(number, 0) + 1
        link = f'<a class="footnote-ref" href="#fn:{self._prefix}{number}">{number}</a>'
        shown = str(number) if inside_link else link
        self._out.append(f'<sup id="{self._id(number, times)}">{shown}</sup>')

    def open_list(self) -> None:
        """Begins the list of notes at the end of the text, unless it has begun."""
        if self.is_open:
            return
        self.is_open = True
        self.starts_at = len(self._out)
        self._out.append(f'<section class="footnote" aria-label="{escape(self._words["footnotes"])}">\n<ol>\n')

    def close_list(self) -> None:
        """Ends the list, if it has begun."""
        if self.is_open:
            self._out.append("</ol>\n</section>")

    def leave_list(self) -> None:
        """Ends the list for what does not belong to it, which makes it a part of the text."""
        self.close_list()
        self.is_open = False
        self.starts_at = None

    def open_note(self, label: str) -> None:
        """Begins one note."""
        self._note = self._numbers.setdefault(label, len(self._numbers) + 1)
        self._back = 0
        is_first = self._note not in self._listed  # comrak lists a note twice whose label is defined twice
        self._listed.add(self._note)
        self._out.append(f'<li id="fn:{self._prefix}{self._note}">' if is_first else "<li>")

    def lead_back(self) -> None:
        """Writes the arrow back to the next reference of the note."""
        self._back += 1
        self._backs.append((len(self._out), self._note, self._back))
        label = escape(self._words["footnote_back"].format(number=self._note))
        href = f"#{self._id(self._note, self._back)}"
        self._out.append(f'<a class="footnote-backref" href="{href}" aria-label="{label}">↩</a>')

    def settle(self) -> None:
        """Takes back the arrows that lead nowhere: their reference stood in a note that is not shown."""
        for at, number, times in self._backs:
            if times > self._references.get(number, 0):
                self._out[at] = ""

    def _id(self, number: int, times: int) -> str:
        return f"fnref{times if times > 1 else ''}:{self._prefix}{number}"
