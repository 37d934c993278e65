"""Golden stories: tiny clubs, and every page, feed and problem that comes of them, as files to be read in review.

`golden/<story>/in` is the club; `story.toml` beside it says for whom it is built. `out` holds each page of the first edition, the
main calendar and the list of all other files; of a further edition only what differs from the first. A club with errors has the
problems alone, in every language. `RENEW_GOLDEN=1` writes `out` anew.
"""

import os
import shutil
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builders import TODAY
from huiguan.compile.output import Page
from huiguan.engines.report import one_text
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Order, Outcome, build, read
from huiguan.wording import words_of

GOLDEN = Path(__file__).parent / "golden"
STORIES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir())
_VOID = frozenset({"br", "col", "hr", "img", "input", "source", "wbr"})
_DRAWN = frozenset({"path", "line"})  # what a drawing is made of is not to be read


class _Pretty(HTMLParser):
    """An article with one tag a line, set in by its depth; what holds text alone stands on one line with it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.lines: list[str] = []
        self.open: list[int] = []  # the line of each open tag
        self.depth = 0
        self.in_pre = 0

    def _add(self, text: str) -> None:
        self.lines.append("  " * self.depth + text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DRAWN:
            return
        written = "".join(f" {name}" if value is None else f' {name}="{value}"' for name, value in attrs)
        self._add(f"<{tag}{written}>")
        if tag not in _VOID:
            self.open.append(len(self.lines) - 1)
            self.depth += 1
        self.in_pre += tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID | _DRAWN:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1
        self.in_pre -= tag == "pre"
        start = self.open.pop()
        if all(line.lstrip()[:1] != "<" for line in self.lines[start + 1 :]):
            inside = "".join(line.strip() for line in self.lines[start + 1 :])
            self.lines[start:] = [f"{self.lines[start]}{inside}</{tag}>"]
        else:
            self._add(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.in_pre:
            self._add(repr(data))
        elif data.strip():
            self._add(" ⏎ ".join(" ".join(line.split()) for line in data.strip().split("\n")))

    def handle_entityref(self, name: str) -> None:
        self._add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add(f"&#{name};")


def _shown(page: Page, edition: Visibility) -> str:
    pretty = _Pretty()
    pretty.feed(page.article)
    pretty.close()
    head = {"title": page.title, "description": page.description, "layout": page.layout, "source": page.source}
    lines = [f"{name}: {value}" for name, value in head.items() if value]
    lines += [f"contents: {'#' * heading.level} {heading.text} #{heading.id}" for heading in page.contents]
    told_of_page = {"canonical", "source_url"} | ({"robots"} if edition is Visibility.PUBLIC else set())
    lines += [f"{name}: {value}" for name, value in page.front_matter().items() if name in told_of_page]
    return "\n".join(["<!--", *lines, "-->", *pretty.lines, ""])


def _of_edition(outcome: Outcome) -> dict[str, str]:
    """The files of one edition, by their path in `out/<edition>`."""
    assert outcome.compilation is not None
    compiled, edition = outcome.compilation.compiled, outcome.compilation.press.context.edition
    pages = {f"{page.path.removesuffix('.md')}.html": _shown(page, edition) for page in compiled.pages}
    feeds = {file.path: file.read().decode().replace("\r\n", "\n") for file in compiled.files if file.path.endswith("/all.ics")}
    return {**pages, **feeds, "files.txt": "".join(f"{file.path}\n" for file in compiled.files)}


def told(story: str, root: Path) -> dict[str, str]:
    """Everything that comes of a story, by its path in `out`.

    The club is copied to `root`, since the history of this repository is none of its own: a feed says when an event changed.
    """
    shutil.copytree(GOLDEN / story / "in", root)
    wanted = tomllib.loads((GOLDEN / story / "story.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    first: dict[str, str] = {}
    for edition in wanted["editions"]:
        order = Order(today=TODAY, edition=Visibility(edition), written=frozenset(wanted.get("written", ())), token="key")  # noqa: S106
        outcome = build(read(root), order)
        for language in wanted.get("languages", ["zh-Hans"]):
            lines = "\n\n".join(one_text(problem, words_of(language)) for problem in outcome.problems)
            found[f"{edition}/problems.{language}.txt"] = f"{lines}\n"
        if outcome.compilation is not None:
            files = _of_edition(outcome)
            found |= {f"{edition}/{name}": text for name, text in files.items() if first.get(name) != text}
            first = first or files
    return found


def kept(story: str) -> dict[str, str]:
    """What was reviewed, by its path in `out`."""
    out = GOLDEN / story / "out"
    return {
        file.relative_to(out).as_posix(): file.read_text(encoding="utf-8") for file in sorted(out.rglob("*")) if file.is_file()
    }


@pytest.mark.parametrize("story", STORIES)
def test_a_story_ends_as_it_was_reviewed(tmp_path: Path, story: str) -> None:
    """Every page, feed and problem is, line for line, the reviewed one; renew them with RENEW_GOLDEN=1."""
    found = told(story, tmp_path / story)
    out = GOLDEN / story / "out"
    if os.environ.get("RENEW_GOLDEN"):
        shutil.rmtree(out, ignore_errors=True)
        for name, text in found.items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(text, encoding="utf-8")
    reviewed = kept(story)
    assert sorted(found) == sorted(reviewed)
    for name, text in found.items():
        assert text.splitlines() == reviewed[name].splitlines(), name
