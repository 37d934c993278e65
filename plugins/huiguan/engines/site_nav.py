"""The nav of a site: the one that the configuration has, and a sensible one where it has none."""

from collections.abc import Iterator, Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key
from mkdocs.utils import nest_paths

from huiguan.compile.home import rooms_of
from huiguan.engines.mkdocs_page import FinishedPage
from huiguan.model.club import Club
from huiguan.model.kind import Kind
from huiguan.wording import Words

# Plugins that make the nav themselves where the configuration has none.
_NAV_PLUGINS = ("awesome-nav", "awesome-pages", "literate-nav")
_HOMES = ("index.md", "README.md")


def complete_nav(files: Files, club: Club | None, words: Words, config: MkDocsConfig) -> None:
    """Gives the configuration a nav where it has none, and our pages the labels that the nav gives them.

    Without a club (a preview that starts broken) the rooms that it will have are left out of the nav until they are there.
    """
    if config.nav is None and not any(name in config.plugins for name in _NAV_PLUGINS):
        config.nav = default_nav(files, club, words)
    if config.nav is None:
        return
    if club is None:
        config.nav = _standing(config.nav, files) or []
    named = dict(labels(config.nav))
    for file in files.documentation_pages():
        if isinstance(file.page, FinishedPage):
            # A page that is there already loses the label in the nav, and one that no nav names is not missed.
            file.page.title = named.get(file.src_uri) or file.page.title
            file.inclusion = InclusionLevel.INCLUDED if file.src_uri in named else InclusionLevel.NOT_IN_NAV


def default_nav(files: Files, club: Club | None, words: Words) -> list[Any]:
    """The home, the sections that have something to show, then the hand-written pages as they lie in their folders."""
    paths = [file.src_uri for file in sorted(files.documentation_pages(), key=file_sort_key) if _is_written(file)]
    rooms = rooms_of(club) if club else ()
    sections = [kind for kind in rooms if files.get_file_from_path(f"{kind.section}/index.md")]
    homes = [path for path in _HOMES if files.get_file_from_path(path)][:1]
    taken = {*homes, *(path for kind in sections for path in paths if path.startswith(f"{kind.section}/"))}
    return [
        *({words("site.nav.home"): path} for path in homes),
        *(_section(kind, paths, words) for kind in sections),
        *nest_paths(path for path in paths if path not in taken),  # type: ignore[no-untyped-call]  # of MkDocs
    ]


def _is_written(file: File) -> bool:
    return not isinstance(file.page, FinishedPage) and file.inclusion.value > InclusionLevel.NOT_IN_NAV.value


def _standing(nav: Any, files: Files) -> Any:  # noqa: ANN401 - whatever YAML holds
    """The nav without the pages that are not there and the sections that hold nothing then; None where nothing is left."""
    if isinstance(nav, str):
        return nav if not nav.endswith(".md") or files.get_file_from_path(nav) else None
    if isinstance(nav, list):
        return [kept for item in nav if (kept := _standing(item, files))] or None
    if isinstance(nav, dict):
        return {label: kept for label, below in nav.items() if (kept := _standing(below, files))} or None
    return nav


def _section(kind: Kind, written: Sequence[str], words: Words) -> dict[str, Any]:
    """A section: its list, and below it what was written by hand in its folder."""
    index = f"{kind.section}/index.md"
    beside = [path for path in written if path.startswith(f"{kind.section}/") and path != index]
    return {words(f"site.kinds.{kind.name}"): [index, *beside] if beside else index}


def labels(nav: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - whatever YAML holds
    """Each (path, label) that a nav names; the label is empty where it gives none."""
    if isinstance(nav, str):
        yield nav, ""
    elif isinstance(nav, list):
        for item in nav:
            yield from labels(item)
    elif isinstance(nav, dict):
        for label, below in nav.items():
            yield from [(below, str(label))] if isinstance(below, str) else labels(below)
