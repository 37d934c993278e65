"""Draws the theme's frame once for many pages: hundreds of cases differ in what stands in the frame, not in the frame.

A theme's template is drawn with sealed values in the place of a page's own: what it prints of them leaves gaps, and what it
asks about them decides which other pages have the same frame. Their values are put into the gaps. Before a frame is used it is
compared, byte for byte, with what the templates draw for the page itself and for two others: a theme that cannot be followed
draws every page whole.
"""

import copy
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from huiguan.engines.mkdocs_page import FinishedPage
from huiguan.engines.sealed import Frame, LookedIntoError, Question, frame_of, mark, sealed

Context = Mapping[str, Any]
Kind = tuple[object, ...]

# Fewer pages of a kind are drawn whole, and a theme that asks for more frames than this in one kind varies too much.
_FEWEST_PAGES, _MOST_FRAMES = 8, 6
# What differs from page to page in a host's context.
_OF_PAGE = frozenset({"page", "base_url", "build_date_utc"})
_TEXTS = ("title", "content", "edit_url", "canonical_url")
_ENTRIES, _FIRST, _SECOND = "entries", "first", "second"
_ENTRY_TEMPLATE = "partials/toc-item.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shell:
    """A frame, the questions whose answers it rests on, the rest of the host's context, and what parts two entries.

    `entries` are those of contents lists that were drawn already: cases have sections of the same names.
    """

    frame: Frame
    questions: tuple[Question, ...]
    rest: Context
    between: str
    entries: dict[tuple[int, str], str] = field(default_factory=dict)

    def fits(self, values: Mapping[str, str], context: Context) -> bool:
        """Whether a page with these values has this frame."""
        return all(question.is_answered_alike(values) for question in self.questions) and _rest(context) == self.rest


class ThemeShells:
    """The shells of one build; `give_up` is told once when the theme cannot be followed."""

    def __init__(self, pages: Iterable[HostPage | None], environment: Environment, give_up: Callable[[], None]) -> None:
        self._pages = [page for page in pages if isinstance(page, FinishedPage)]
        self._environment = environment
        self._give_up = give_up
        self._is_off = False
        self._shells: dict[Kind, list[_Shell]] = defaultdict(list)
        self._pages_of: dict[Kind, list[FinishedPage]] = {}

    @classmethod
    def install(cls, pages: Iterable[HostPage | None], environment: Environment, give_up: Callable[[], None]) -> None:
        """Has an environment draw its pages by shells from now on; it has loaded no page's template yet."""
        shells = cls(pages, environment, give_up)

        class ShelledTemplate(Template):
            def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - Jinja's signature
                return shells.drawn(self, dict(*args, **kwargs))

        environment.template_class = ShelledTemplate

    def drawn(self, template: Template, context: Context) -> str:
        """The page of a context, from a shell where one fits."""
        page = context.get("page")
        if self._is_off or not _may_share(page):
            return _whole(template, context)
        values = _values(context["page"])
        shell = self._shell(template, context, values)
        return self._filled(shell, context, values) if shell else _whole(template, context)

    def _shell(self, template: Template, context: Context, values: Mapping[str, str]) -> _Shell | None:
        """The shell that fits a context, which may have to be made."""
        if not self._pages_of:
            self._group(context)
        kind = _kind(context["page"], context, values)
        pages = self._pages_of.get(kind, [])
        if len(pages) < _FEWEST_PAGES:
            return None
        shells = self._shells[(template.name, *kind)]
        known = next((shell for shell in shells if shell.fits(values, context)), None)
        if known or len(shells) == _MOST_FRAMES:
            return known
        made = self._proven(template, context, pages)
        shells += [made] if made else []
        return made

    def _group(self, context: Context) -> None:
        for page in self._pages:
            if _may_share(page):
                self._pages_of.setdefault(_kind(page, context, _values(page)), []).append(page)

    def _proven(self, template: Template, context: Context, pages: list[FinishedPage]) -> _Shell | None:
        """A shell made from a page, if it gives that page and others as the templates do; without one, no shell is used again."""
        try:
            shell = self._made(template, context)
            is_right = self._is_right(shell, template, context, pages)
        except Exception:  # noqa: BLE001 - whatever a theme makes of a value that is none, its pages can be drawn whole
            is_right = False
        if is_right:
            return shell
        self._is_off = True
        self._give_up()
        return None

    def _is_right(self, shell: _Shell, template: Template, context: Context, pages: list[FinishedPage]) -> bool:
        alike = [page for page in pages if shell.fits(_values(page), context)]
        tried = (context["page"], *alike[len(alike) // 2 :][:1], *alike[-1:])
        contexts = ({**context, "page": page} for page in tried)
        return all(self._filled(shell, other, _values(other["page"])) == _whole(template, other) for other in contexts)

    def _made(self, template: Template, context: Context) -> _Shell:
        asked: set[Question] = set()
        page = _stand_in(context["page"], asked)
        closed = {**context, "page": page}
        drawn = _whole(template, closed)
        between = ""
        if page.toc:
            first, second = (self._entry(entry, closed) for entry in page.toc)
            drawn, between = _with_one_mark(drawn, first, second)
        frame = frame_of(drawn, bare=frozenset({_ENTRIES, _FIRST}))
        return _Shell(frame=frame, questions=tuple(asked), rest=_rest(context), between=between)

    def _filled(self, shell: _Shell, context: Context, values: Mapping[str, str]) -> str:
        toc = context["page"].toc
        if toc:
            entries = shell.between.join(self._known_entry(entry, shell, context) for entry in toc)
            values = {**values, _FIRST: toc.items[0].id, _ENTRIES: entries}
        return shell.frame.filled(values)

    def _known_entry(self, entry: AnchorLink, shell: _Shell, context: Context) -> str:
        key = (entry.level, str(entry))
        if key not in shell.entries:
            shell.entries[key] = self._entry(entry, context)
        return shell.entries[key]

    def _entry(self, entry: AnchorLink, context: Context) -> str:
        """One entry of a contents list, with those below it, as the theme draws it."""
        return _whole(self._entry_template, {**context, "toc_item": entry})

    @cached_property
    def _entry_template(self) -> Template:
        return self._environment.get_template(_ENTRY_TEMPLATE)


def _may_share(page: HostPage | None) -> bool:
    """Whether a page is one of ours outside the nav, whose contents list begins below the page's own title."""
    if not isinstance(page, FinishedPage) or page.parent or page.previous_page or page.next_page:
        return False
    return page.file.inclusion is InclusionLevel.NOT_IN_NAV and all(entry.level > 1 for entry in page.toc)


def _kind(page: HostPage, context: Context, values: Mapping[str, str]) -> Kind:
    """What pages of one frame have in common before a template is asked: where they lie, and what they have."""
    # The theme opens the room, a page of the nav, in whose folder a page lies; addresses are relative to the depth.
    rooms = tuple(room.url for room in context["nav"].pages if page.url.startswith(room.url.removesuffix("index.html")))
    others = repr([(name, value) for name, value in page.meta.items() if not isinstance(value, str)])
    return page.url.count("/"), rooms, tuple((name, type(value)) for name, value in values.items()), others, bool(page.toc)


def _values(page: HostPage) -> dict[str, str]:
    """The texts of a page by the names of their gaps."""
    own = {name: getattr(page, name) for name in _TEXTS}
    found = own | {f"meta.{name}": value for name, value in page.meta.items()}
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _stand_in(page: FinishedPage, asked: set[Question]) -> FinishedPage:
    """A page like the one given, with every text sealed and two entries in its contents list, if it has any."""
    texts = {name: sealed(name, value, asked) for name, value in _values(page).items()}
    made = copy.copy(page)
    for name in _TEXTS:
        setattr(made, name, texts.get(name))
    made.meta = {name: texts.get(f"meta.{name}", value) for name, value in page.meta.items()}
    names = (_FIRST, _SECOND) if page.toc else ()
    made.toc = TableOfContents([AnchorLink(Markup(mark(name)), mark(name), 2) for name in names])  # noqa: S704 - no HTML in it
    return made


def _with_one_mark(drawn: str, first: str, second: str) -> tuple[str, str]:
    """The page with one mark in the place of the two entries, where it has a contents list, and what parts entries."""
    before, found, behind = drawn.partition(first)
    if not found:
        return drawn, ""
    between, found, behind = behind.partition(second)
    says_more = any(name != _FIRST for name, _ in frame_of(first, bare=frozenset({_FIRST})).gaps)
    if not found or between.strip() or says_more:
        raise LookedIntoError(_ENTRIES)
    return f"{before}{mark(_ENTRIES)}{behind}", between


def _rest(context: Context) -> Context:
    return {name: value for name, value in context.items() if name not in _OF_PAGE}


def _whole(template: Template, context: Context) -> str:
    return Template.render(template, context)
