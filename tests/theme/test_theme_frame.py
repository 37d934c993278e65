"""The frame: what every built page has, and what it never has."""

import hashlib
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import material
import pytest
from mkdocs.theme import Theme

import huiguan
import huiguan.theme

THEME = Path(huiguan.theme.__file__).parent
MATERIAL = Path(material.__file__).parent / "templates"
TEMPLATES = sorted(THEME.rglob("*.html"))
LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "use": "href"}
NOT_FETCHED = {"canonical", "alternate", "prev", "next"}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {name: value or "" for name, value in attrs}))


def tags_of(page: Path) -> list[tuple[str, dict[str, str]]]:
    """Every start tag of a page, in its order."""
    parser = _Tags()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.seen


def upstream_notes() -> list[tuple[str, str, str]]:
    """(our template, Material's template, its SHA-256 as we know it) for each template that copies or rests on one."""
    pattern = re.compile(r"Material for MkDocs [\d.]+, ([\w/.-]+\.html).*?sha256 ([0-9a-f]{64})", re.DOTALL)
    found = [(str(path.relative_to(THEME)), pattern.search(path.read_text(encoding="utf-8"))) for path in TEMPLATES]
    return [(ours, note[1], note[2]) for ours, note in found if note]


@pytest.mark.parametrize(("ours", "theirs", "known"), upstream_notes())
def test_material_still_has_the_template_that_ours_was_made_from(ours: str, theirs: str, known: str) -> None:
    """An update of Material is noticed: compare the two files, take over what matters, then renew the hash."""
    assert hashlib.sha256((MATERIAL / theirs).read_bytes()).hexdigest() == known, f"{ours}: look at {theirs} again"


def test_every_template_that_takes_the_place_of_materials_names_it() -> None:
    """A new copy cannot slip in without its notice; a few of ours share nothing with Material's but the name."""
    own_parts = {f"partials/{name}.html" for name in ("footer", "copyright", "logo", "search")}
    own_work = {"main.html", "404.html", *own_parts}
    named = {ours for ours, _, _ in upstream_notes()}
    replaced = {str(path.relative_to(THEME)) for path in TEMPLATES if (MATERIAL / path.relative_to(THEME)).exists()}
    assert replaced - named <= own_work


def test_the_theme_loads_by_its_name_on_top_of_material() -> None:
    """`theme: huiguan` finds our folder first, then Material's, without a web font and without instant navigation."""
    theme = Theme(name="huiguan")
    assert [Path(folder) for folder in theme.dirs[:2]] == [THEME, MATERIAL]
    assert theme["font"] is False
    assert "navigation.tabs" in theme["features"]
    assert not {"navigation.instant", "navigation.prune"} & set(theme["features"])


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(THEME)))
def test_templates_call_no_python_method(path: Path) -> None:
    """MiniJinja knows no `.split()` or `.items()`, and no `page.file`."""
    code = " ".join(re.findall(r"{[{%].*?[}%]}", path.read_text(encoding="utf-8"), re.DOTALL))
    assert not re.search(r"\.(split|items|startswith|endswith|get|strip|format|keys|values)\(", code)
    assert "page.file" not in code


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_word_of_ours_in_the_templates_stands_in_the_wording(language: str) -> None:
    """What a template asks for is in wording/<language>/theme.toml or is one of Material's words."""
    code = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    asked = set(re.findall(r"""lang\.t\(["']([\w.]+)["']\)""", code)) | {"to_day", "to_night"}
    file = Path(huiguan.__file__).parent / "wording" / language / "theme.toml"
    words = set(tomllib.loads(file.read_text(encoding="utf-8"))["theme"])
    assert {word.replace(".", "_") for word in asked} <= words


def all_pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


@pytest.mark.parametrize("which", ["site", "bare_site"])
def test_no_page_loads_anything_from_another_host(which: str, request: pytest.FixtureRequest) -> None:
    """Scripts, styles, pictures and icons all come from the site itself."""
    for page in all_pages(request.getfixturevalue(which)):
        for tag, attributes in tags_of(page):
            if tag in LOADING and attributes.get("rel") not in NOT_FETCHED:
                assert not re.match(r"(https?:)?//", attributes.get(LOADING[tag], "")), (page.name, tag, attributes)
        assert "fonts.g" not in page.read_text(encoding="utf-8")


def test_no_style_of_ours_fetches_from_another_host() -> None:
    """url() and @import in our sheets stay in the theme's folder, and what they name is there."""
    for sheet in sorted((THEME / "assets/stylesheets").glob("*.css")):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text
        for target in re.findall(r"url\([\"']?([^\"')]+)", text):
            assert (sheet.parent / target).is_file(), (sheet.name, target)


@pytest.mark.parametrize("which", ["site", "bare_site"])
def test_no_page_has_an_inline_handler_a_style_attribute_or_the_repository_component(
    which: str, request: pytest.FixtureRequest
) -> None:
    """A strict content policy holds, and Material has nothing that would make it ask api.github.com."""
    for page in all_pages(request.getfixturevalue(which)):
        for tag, attributes in tags_of(page):
            assert not [name for name in attributes if name.startswith("on") or name == "style"], (page, tag)
            assert attributes.get("data-md-component") != "source"


def test_a_generated_page_says_of_itself_what_its_front_matter_holds(site: Path) -> None:
    """Title, description, canonical address, robots, JSON-LD, feed and edit link arrive, escaped where they are text."""
    html = (site / "cases/x/index.html").read_text(encoding="utf-8")
    for part in (
        '<html lang="zh-Hans" class="no-js">',
        "<title>退货率从 31% 降到 17% · 潮汐电商俱乐部</title>",
        '<meta name="description" content="一句&#34;话&#34;">',
        '<link rel="canonical" href="https://club.example.com/cases/x/">',
        '<meta property="og:title" content="退货率从 31% 降到 17%">',
        '<meta name="robots" content="noindex">',
        '<script type="application/ld+json">{"@type":"Article"}</script>',
        '<link rel="alternate" type="application/atom+xml" href="../../feed.xml">',
        '<a href="https://git.example.com/edit/x.md" rel="edit">',
        "会员版 · 请勿转出本馆",
        '<span id="main"></span>',
        '<article class="md-content__inner md-typeset ">',
    ):
        assert part in html


def test_a_page_outside_the_nav_lights_its_room(site: Path) -> None:
    """A case belongs to the room whose page is /cases/."""
    tabs = [attributes for tag, attributes in tags_of(site / "cases/x/index.html") if tag == "a"]
    assert [tab["href"] for tab in tabs if tab.get("aria-current")] == ["../"]


def test_a_page_outside_the_nav_lights_its_room_with_plain_file_names(bare_site: Path) -> None:
    """The same with `use_directory_urls: false`."""
    tabs = [attributes for tag, attributes in tags_of(bare_site / "cases/x/index.html") if tag == "a"]
    assert [tab["href"] for tab in tabs if tab.get("aria-current")] == ["../index.html"]


@pytest.mark.parametrize(
    ("page", "kinds"),
    [("cases/x/index.html", {"navigation", "toc"}), ("lists/index.html", {"navigation"}), ("404.html", {"navigation"})],
)
def test_the_layout_decides_the_sidebars(site: Path, page: str, kinds: set[str]) -> None:
    """The contents stand at the right of an article only; the drawer is on every page and hidden on a desk."""
    bars = {a["data-md-type"]: a for _, a in tags_of(site / page) if a.get("data-md-component") == "sidebar"}
    assert set(bars) == kinds
    assert "hidden" in bars["navigation"]


def test_a_site_without_values_of_the_club_falls_back_to_its_name(bare_site: Path) -> None:
    """The theme alone builds: name, seal and language come from mkdocs.yml and Material."""
    html = (bare_site / "index.html").read_text(encoding="utf-8")
    assert '<span class="hg-sealmark" aria-hidden="true">潮</span>' in html
    assert '<html lang="zh" class="no-js">' in html
    assert "hg-edition" not in html
    assert 'name="robots"' not in html


def test_the_page_that_is_not_there_links_from_the_root(site: Path) -> None:
    """404.html is served under any address, so nothing in it is relative."""
    html = (site / "404.html").read_text(encoding="utf-8")
    assert "<title>没有这一页 · 潮汐电商俱乐部</title>" in html
    assert '<meta name="robots" content="noindex">' in html
    for _, attributes in tags_of(site / "404.html"):
        for name in ("href", "src"):
            assert re.match(r"/|https://|#|$", attributes.get(name, "")), attributes
