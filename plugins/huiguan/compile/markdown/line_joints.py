"""Line breaks at the seams between text and tags: `字</strong>⏎字` joins as `字⏎字` does."""

from huiguan.model.markdown_text import joins


class LineJoints:
    """Appends running text to the output and takes back a line break that turns out to stand between Han characters."""

    def __init__(self, out: list[str]) -> None:
        self._out = out
        self._before = ""
        self._held = -1

    def end_block(self) -> None:
        """Forgets what came before: the next text stands in another block."""
        self._before = ""
        self._held = -1

    def append(self, text: str) -> None:
        """Appends finished running text."""
        if not text:
            return
        if text[0] == "\n" and len(text) > 1 and self._before and joins(self._before, text[1]):
            text = text[1:]
        self._settle(text[0])
        if text[-1] != "\n":
            self._out.append(text)
            self._before = text[-1]
            return
        if len(text) > 1:
            self._out.append(text[:-1])
            self._before = text[-2]
        self._held = len(self._out)
        self._out.append("\n")

    def append_code(self, text: str) -> None:
        """Appends the content of a code span, in which nothing is changed."""
        if text:
            self._settle(text[0])
            self._before = text[-1]
        self._out.append(text)

    def _settle(self, first: str) -> None:
        if self._held >= 0 and self._before and joins(self._before, first):
            self._out[self._held] = ""
        self._held = -1
