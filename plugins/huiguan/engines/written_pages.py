"""The hand-written pages of a club: where they lie, and what is wrong in them.

They stand in every edition, so they may name nobody who has no place in it.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mkdocs.utils.meta import get_data

from huiguan.compile.block import unknown_markers
from huiguan.compile.search.written import WrittenPage
from huiguan.model.club import Club
from huiguan.model.member import Member
from huiguan.model.visibility import Visibility
from huiguan.problem import Place, Problem

# What is shown as code is neither a marker nor a mention in need of mending.
_FENCE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1 *$|^ *(`{3,}|~{3,}).*\Z", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_INK = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPages:
    """The text of each hand-written page by its path in `docs/`, and the problems of those that cannot be read.

    `shown` is how the folder is called in messages.
    """

    shown: str = "docs"
    texts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def searched(self, is_built: Callable[[str], bool]) -> tuple[WrittenPage, ...]:
        """The pages that search may find: those that the host builds and whose front matter does not ask to be left out.

        Where an `index.md` is built beside a README, the host leaves the README out.
        """
        built = {path for path in self.texts if is_built(path)}
        shown = sorted(path for path in built if _as_index(path) == path or _as_index(path) not in built)
        pages = (_for_search(path, self.texts[path]) for path in shown)
        return tuple(page for page in pages if page is not None)

    @property
    def paths(self) -> frozenset[str]:
        """The source paths that need not be made, since a person wrote them; a README is the index of its folder."""
        return frozenset(self.texts) | {_as_index(path) for path in self.texts}


def _for_search(path: str, text: str) -> WrittenPage | None:
    """What search may know of a page; Material's `search: {exclude: true, boost: 2}` in the front matter holds for ours too."""
    markdown, meta = get_data(text)
    search = meta.get("search")
    wish = search if isinstance(search, dict) else {}
    if "noindex" in str(meta.get("robots", "")) or wish.get("exclude"):
        return None
    boost = wish.get("boost")
    return WrittenPage(
        path=_as_index(path),
        markdown=markdown,
        title=str(meta.get("title") or ""),
        description=str(meta.get("description") or ""),
        boost=float(boost) if isinstance(boost, (int, float)) and boost > 0 else 1.0,
    )


def _as_index(path: str) -> str:
    """A README is the index of its folder."""
    return f"{path.removesuffix('README.md')}index.md" if path.rsplit("/", maxsplit=1)[-1] == "README.md" else path


def read_written_pages(docs: Path, root: Path) -> WrittenPages:
    """The Markdown pages below `docs`; links are reported and never followed."""
    shown = Path(os.path.relpath(docs, root)).as_posix()
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for file in files_below(docs):
        path = file.relative_to(docs).as_posix()
        place = Place(file=f"{shown}/{path}")
        if file.is_symlink():
            problems.append(Problem(code="FILE-SYMLINK", place=place, found=place.file))
            continue
        if file.suffix != ".md" or not file.is_file():
            continue
        try:
            texts[path] = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            found = f"0x{error.object[error.start]:02X}"
            problems.append(Problem(code="FILE-ENCODING", place=Place(file=place.file, line=line), found=found))
        except OSError as error:
            problems.append(Problem(code="FILE-UNREADABLE", place=place, found=error.strerror or str(error)))
    return WrittenPages(shown=shown, texts=texts, problems=tuple(problems))


def files_below(docs: Path) -> Iterator[Path]:
    """Everything below a folder but other folders, sorted; a link to a folder is one entry, and a hidden one is passed over."""
    for folder, folders, files in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]  # noqa: PTH114, PTH118 - many files
        for name in sorted([*files, *links]):
            if not name.startswith("."):
                yield Path(folder, name)


def problems_of(pages: WrittenPages, club: Club | None, edition: Visibility, today: date) -> list[Problem]:
    """What is wrong in the pages: markers that name no block, and people who may not appear in the edition."""
    absent = [member for member in club.members if not member.may_appear(edition, today)] if club else []
    found = list(pages.problems)
    for path, text in pages.texts.items():
        file = f"{pages.shown}/{path}"
        found += unknown_markers(_without_code(text), file)
        found += _mentions(text, file, absent)
    waivers = club.settings.waivers if club else ()
    waived = {(waiver.code, waiver.file, waiver.found) for waiver in waivers}
    return [problem for problem in found if (problem.code, problem.place.file, problem.found) not in waived]


def _without_code(text: str) -> str:
    """The text with code blotted out; every character keeps its place."""
    return _CODE.sub(_blank, _FENCE.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return _INK.sub(" ", match[0])


def _mentions(text: str, file: str, absent: Iterable[Member]) -> Iterator[Problem]:
    for member in absent:
        for name in (member.name, *member.names.values()):
            if len(name) > 1 and name != member.nickname:
                yield from _found(text, re.escape(name), file, member)
        yield from _found(text, _as_id(member.id), file, member)


def _as_id(record_id: str) -> str:
    """The id as a word of its own; one without a hyphen may be any word, and counts where it is meant as an id."""
    before = r"(?<![a-z0-9-])" if "-" in record_id else r"(?<=[@/])"
    return rf"{before}{re.escape(record_id)}(?![a-z0-9-])"


def _found(text: str, pattern: str, file: str, member: Member) -> Iterator[Problem]:
    for match in re.finditer(pattern, text):
        line = text.count("\n", 0, match.start()) + 1
        place = Place(file=file, line=line, column=match.start() - text.rfind("\n", 0, match.start()))
        instead = (member.nickname,) if member.nickname else ()
        details = (("member", member.origin.file),)
        yield Problem(code="CONSENT-MENTION", place=place, found=match[0], wanted=instead, details=details)
