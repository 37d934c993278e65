"""Splits a Markdown file into its front matter and its body, both with the line on which they begin."""

import re
from dataclasses import dataclass

from huiguan.model.club import MODELS
from huiguan.problem import Place, Problem
from huiguan.read.record import Text
from huiguan.read.yaml_source import shortened

_FENCE = "---"
_OPENING = re.compile(r"(?:[^\S\n]*\n)*---[^\S\n]*\n")
_CLOSING = re.compile(r"\n---[^\S\n]*(?:\n|\Z)")
# A key as our fields are called; a text that begins so and is underlined would be a rare heading.
_KEY = re.compile(r"[a-z_]+:(?:\s|$)")
_FIELDS = frozenset(name for model in MODELS.values() for name in model.model_fields)
# Word processors and chats turn three hyphens into dashes; and two or four are soon typed. Elsewhere dots may close.
_NEARLY_A_FENCE = re.compile(r"\.\.\.|[-\u2010-\u2015\u2500\u2501\u2e3a\u2e3b\u30fc\ufe58\ufe63\uff0d]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The two halves of a file; `yaml` is None when there is no front matter to be had, and `problems` says why."""

    yaml: Text | None
    body: Text
    problems: tuple[Problem, ...] = ()


def split_front_matter(content: str, *, file: str) -> FrontMatter:
    """Splits `content`, whose lines end in a line feed; blank lines before the first fence are harmless."""
    opening = _OPENING.match(content)
    closing = _CLOSING.search(content, opening.end() - 1) if opening else None
    if opening is None or closing is None:
        return FrontMatter(yaml=None, body=Text(content=content), problems=(_problem(content.split("\n"), file),))
    line = content.count("\n", 0, opening.end()) + 1
    closing_line = line + content.count("\n", opening.end(), closing.start() + 1)
    body = Text(content=content[closing.end() :], line=closing_line + 1)
    lost = _key_below(body.content)
    if lost:
        problem = Problem(code="FRONT-MATTER-SPLIT", place=Place(file=file, line=closing_line), found=shortened(lost))
        return FrontMatter(yaml=None, body=Text(content=content), problems=(problem,))
    return FrontMatter(yaml=Text(content=content[opening.end() : closing.start()] + "\n", line=line), body=body)


def _key_below(body: str) -> str | None:
    """The first line of a body that goes on with keys down to one more fence: whoever split them loses a `visibility`."""
    above, fence, _ = f"{body}\n".partition("\n---\n")
    lines = [line for line in above.split("\n") if line.strip()]
    if not fence or not lines or not _KEY.match(lines[0]):
        return None
    is_keys = all(_KEY.match(line) or line.startswith((" ", "- ")) for line in lines)
    return lines[0] if is_keys and not (_is_set_apart(above) and _FIELDS.isdisjoint(_names(lines))) else None


def _is_set_apart(above: str) -> bool:
    """Whether empty lines part it from both fences, as a text and a rule below it are; `tips:` and a list may be one."""
    rows = above.split("\n")
    return not rows[0].strip() and not rows[-1].strip()


def _names(lines: list[str]) -> set[str]:
    return {line.partition(":")[0] for line in lines if _KEY.match(line)}


def _problem(lines: list[str], file: str) -> Problem:
    """What is wrong with the fences."""
    top = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[top].rstrip() != _FENCE:
        return _opening_problem(lines[top], top + 1, file)
    return _closing_problem(lines, top, file)


def _opening_problem(line: str, number: int, file: str) -> Problem:
    if _is_nearly_a_fence(line):
        return _not_quite_a_fence(line, number, file)
    return Problem(code="FRONT-MATTER-MISSING", place=Place(file=file, line=number), wanted=(_FENCE,))


def _closing_problem(lines: list[str], top: int, file: str) -> Problem:
    for number in range(top + 1, len(lines)):
        if _is_nearly_a_fence(lines[number]):
            return _not_quite_a_fence(lines[number], number + 1, file)
    return Problem(code="FRONT-MATTER-UNCLOSED", place=Place(file=file, line=top + 1), wanted=(_FENCE,))


def _is_nearly_a_fence(line: str) -> bool:
    bare = "".join(line.split())
    return bare not in {"", "-"} and _NEARLY_A_FENCE.fullmatch(bare) is not None


def _not_quite_a_fence(line: str, number: int, file: str) -> Problem:
    place = Place(file=file, line=number)
    return Problem(code="FRONT-MATTER-FENCE", place=place, found=line.strip()[:20], wanted=(_FENCE,))
