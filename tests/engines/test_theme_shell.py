"""Frames drawn once for many pages: every page has the bytes that the theme's templates give it, whatever the theme does."""

from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from engines.demo_club import FLAT, odd_demo_club, strictly_built
from engines.little_club import site_of, write
from huiguan.compile.output import Heading, Page
from huiguan.engines.mkdocs_page import add_page
from huiguan.engines.theme_shell import ThemeShells

ENTRY = '<li><a href="{{ toc_item.url | e }}">{{ toc_item.title | striptags | e }}</a>{{ toc_item.children | length or "" }}</li>'
CONTENTS = '{% for toc_item in page.toc %}\n  {% include "partials/toc-item.html" %}\n{% endfor %}'
ODD = ("退货率", 'A & B "C" <D>', "", "  两个  空格 ", "&amp;", "\ue000title\ue001", "{{ title }}", "<h1>", "案例", "'ß")
HEADINGS = (Heading(level=2, id="a", text="一 & 二"), Heading(level=3, id="b", text="<三>"), Heading(level=2, id="c", text="四"))


def pages(count: int = 60) -> Iterator[Page]:
    """Cases with odd titles, descriptions and articles; each third has no contents list."""
    odd = cycle(ODD)
    for number in range(count):
        yield Page(
            path=f"cases/case-{number}.md",
            title=f"{number} {next(odd)}",
            description=next(odd),
            article=f"<p>{next(odd)}</p>",
            contents=HEADINGS[: number % 4] if number % 3 else (),
            layout="article" if number % 2 else "hub",
            meta={"canonical": f"https://example.com/{number}", "json_ld": '{"a": "<\\/b>"}'},
        )


class Theme:
    """A theme whose page is one template; counts how often that is drawn."""

    def __init__(self, main: str, entry: str) -> None:
        templates = {"main.html": "{{ drawn() }}" + main, "partials/toc-item.html": entry}
        self.environment = Environment(loader=DictLoader(templates))  # noqa: S701 - as MkDocs has it
        self.environment.globals["drawn"] = self._count
        self.drawings = self.given_up = 0

    def _count(self) -> str:
        self.drawings += 1
        return ""

    def give_up(self) -> None:
        """Counts how often the shells say that they cannot follow."""
        self.given_up += 1


def contexts(**more: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever a plugin adds
    """What a host gives a template for each page; of values in a list, each page has its own."""
    config, files = MkDocsConfig(config_file_path="mkdocs.yml"), Files([])
    config.load_dict({"site_name": "馆", "site_url": "https://example.com/"})
    config.validate()
    config.plugins._current_plugin = "huiguan"
    for page in pages():
        add_page(page, __file__, files, config)
    made, nav = [], Navigation([], [])
    for number, file in enumerate(files.documentation_pages()):
        assert file.page
        file.page.read_source(config)
        file.page.render(config, files)
        file.page._set_canonical_url(config.site_url)
        own = {name: value[number] if isinstance(value, list) else value for name, value in more.items()}
        made.append({"page": file.page, "base_url": "../..", "nav": nav, "config": config, **own})
    return made


def drawn(main: str, *, entry: str = ENTRY, **more: Any) -> tuple[list[str], list[str], Theme]:  # noqa: ANN401
    """All pages as the templates draw them, and as the shells do."""
    given, plain, shelled = contexts(**more), Theme(main, entry), Theme(main, entry)
    ThemeShells.install([context["page"] for context in given], shelled.environment, shelled.give_up)
    both = [[theme.environment.get_template("main.html").render(context) for context in given] for theme in (plain, shelled)]
    return both[0], both[1], shelled


FOLLOWED: Mapping[str, str] = {
    "prints": "<title>{{ page.title }}</title>{{ page.meta.title | e }}{{ page.content | safe }}",
    "escapes": '<meta content="{{ page.meta.description | e }}">{{ page.meta.json_ld | safe }}',
    "joins": "{{ page.title ~ ' · ' ~ config.site_name }}",
    "asks what is there": "{% if page.meta.description %}{{ page.meta.description | e }}{% else %}-{% endif %}",
    "asks for a layout": "{% if page.meta.layout == 'hub' %}{{ page.content }}{% else %}{{ page.canonical_url }}{% endif %}",
    "asks for one page": "{% if page.title == '8 案例' %}!{% endif %}{{ page.title != '3 ' }}",
    "looks for a heading": "{% if '<h1' not in page.content %}<h1>{{ page.title }}</h1>{% endif %}{{ page.content }}",
    "lists the contents": f"<ul>{CONTENTS}</ul>",
    "leads to the contents": "{% if page.toc | first is defined %}{{ (page.toc | first).url }}{% endif %}",
}
NOT_FOLLOWED: Mapping[str, str] = {
    "changes a text": "{{ page.title | upper }}{{ page.meta.description | truncate(3) }}",
    "replaces in a text": "{{ page.content | replace('p>', 'div>') }}",
    "trims a text": "{{ page.meta.description | striptags }}",
    "measures a text": "{% if page.title | length > 4 %}long{% endif %}",
    "cuts a text": "{{ page.title[:2] }}",
    "asks how a text begins": "{% if page.title.startswith('8') %}!{% endif %}",
    "looks a text up": "{{ {'hub': 1}[page.meta.layout] }}",
    "includes by a text": "{% include page.meta.layout ~ '.html' ignore missing %}{{ page.title | lower }}",
    "names the file": "{{ page.file.src_uri }}",
    "lists the contents its own way": "{% for item in page.toc %}{{ item.title }}{% endfor %}",
}


@pytest.mark.parametrize("main", FOLLOWED.values(), ids=FOLLOWED)
def test_pages_have_the_same_bytes_though_few_are_drawn(main: str) -> None:
    """What a theme prints and compares is followed, and its template is drawn for fewer drawings than pages would take."""
    plain, shelled, theme = drawn(main)
    assert shelled == plain
    assert theme.given_up == 0
    assert theme.drawings < len(plain)


def test_a_contents_list_that_names_its_page_is_not_followed() -> None:
    """What an entry says of its page is not taken for what it says on another."""
    entry = "<li>{{ toc_item.title }}{{ page.title }}</li>"
    plain, shelled, theme = drawn(f"<ul>{CONTENTS}</ul>", entry=entry)
    assert shelled == plain
    assert theme.given_up == 1


@pytest.mark.parametrize("main", NOT_FOLLOWED.values(), ids=NOT_FOLLOWED)
def test_a_theme_that_looks_into_a_page_has_every_page_drawn_whole(main: str) -> None:
    """The pages are the same then too, and it is said once."""
    plain, shelled, theme = drawn(main)
    assert shelled == plain
    assert theme.given_up == 1
    assert theme.drawings >= len(plain)


def test_a_frame_is_drawn_once_and_compared_with_three_pages() -> None:
    """Sixty pages in two kinds (with contents and without) take ten drawings or less."""
    plain, shelled, theme = drawn("<title>{{ page.title }}</title>{{ page.content }}")
    assert shelled == plain
    assert theme.drawings <= 10


def test_what_another_plugin_gives_each_page_is_shown() -> None:
    """A value in the context that differs from page to page stands on its own page."""
    plain, shelled, _ = drawn("{{ page.title }}{{ mood }}", mood=[f"mood {number}" for number in range(60)])
    assert shelled == plain


def test_what_another_plugin_gives_all_pages_is_no_hindrance() -> None:
    """The same value on every page is part of the frame."""
    plain, shelled, theme = drawn("{{ page.title }}{{ mood }}", mood="calm")
    assert shelled == plain
    assert theme.drawings < len(plain)


WHOLE = """\
import jinja2
from mkdocs.plugins import event_priority

@event_priority(-200)
def on_env(env, **_):
    env.template_class = jinja2.Template
"""


@pytest.mark.slow
@pytest.mark.parametrize(("site", "more"), [("odd_demo", ""), ("odd_demo_flat", FLAT)], ids=["folders", "files"])
def test_the_demo_has_the_same_bytes_with_and_without_shells(
    request: pytest.FixtureRequest, tmp_path: Path, site: str, more: str
) -> None:
    """Every file of the demo's site is the same when each page is drawn whole."""
    whole = write(odd_demo_club(tmp_path, more=f"{more}hooks: [whole.py]\n"), {"whole.py": WHOLE})
    shelled = site_of(request.getfixturevalue(site))
    assert shelled == site_of(strictly_built(whole, HUIGUAN_EDITION="core"))
