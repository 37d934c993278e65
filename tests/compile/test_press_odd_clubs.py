"""Odd clubs, each a whole site: empty, of drafts, with the least and the most of every kind, with names at their limit."""

from pathlib import Path

import pytest

from builders import (
    TODAY,
    a_case,
    a_group,
    a_member,
    a_template,
    a_whitepaper,
    an_event,
    an_organization,
    club_settings,
    write_files,
)
from full_club import full_club
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Order, build, outputs_of, read
from sites import Site, a_site

LONG = "a" * 38 + "-" + "b" * 41  # as long as an id may be


def sound(site: Site) -> None:
    """What holds for every page of every club."""
    assert site.dead_links() == []
    for page in site.pages.values():
        assert len(site.all(page.path, "h1")) == 1, page.path
        assert page.title, page.path
        assert "None" not in site.text(page.path), page.path
        assert not [entry for entry in site.all(page.path) if "style" in entry.attributes], page.path


def least() -> dict[str, str | bytes]:
    """One record of each kind, with the required fields alone."""
    return {
        "content/cases/a.md": a_case(),
        "content/whitepapers/a.md": a_whitepaper(),
        "content/templates/a/index.md": a_template(),
        "content/templates/a/表.csv": "a\n",
        "events/a.yml": an_event(),
        "members/organizations/a-shop.yml": an_organization(),
        "members/groups/a-group.yml": a_group(),
    }


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_a_club_of_nothing_but_its_settings(tmp_path: Path, language: str) -> None:
    """`club.yml` alone gives a site that can be put online: lists that say what will stand there."""
    write_files(tmp_path, {"club.yml": club_settings()})
    site = a_site_of(tmp_path, language=language)
    sound(site)
    assert {"index.md", "cases/index.md", "people/index.md", "tiers/index.md"} <= set(site.pages)


def a_site_of(root: Path, **order: object) -> Site:
    """The site of exactly the files that lie below `root`."""
    compilation = build(read(root), Order(today=TODAY, **order)).compilation  # type: ignore[arg-type]
    assert compilation is not None
    pages = {page.path: page for page in compilation.compiled.pages}
    return Site(compilation=compilation, pages=pages, files={file.path: file.read() for file in compilation.compiled.files})


def test_a_club_of_drafts(tmp_path: Path) -> None:
    """What nobody finished yet stands in no page, and breaks none."""
    drafts = {
        name: text.replace("---\n", "---\nstatus: draft\n", 1)
        for name, text in least().items()
        if isinstance(text, str) and name.endswith(".md")
    }
    events = {"events/a.yml": an_event(status="draft"), "content/templates/a/表.csv": "a\n"}
    site = a_site(tmp_path, {**drafts, **events})
    sound(site)
    assert not [path for path in site.pages if path.endswith(("/a.md", "/a/index.md"))]


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("directories", [True, False])
def test_the_least_of_every_kind(tmp_path: Path, language: str, *, directories: bool) -> None:
    """Required fields are enough for a page of each kind, in both languages and both forms of addresses."""
    site = a_site(tmp_path, least(), language=language, use_directory_urls=directories)
    sound(site)
    assert {"cases/a.md", "whitepapers/a/index.md", "toolkit/a.md", "events/a.md", "groups/a-group.md"} <= set(site.pages)


@pytest.mark.parametrize("edition", list(Visibility))
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_everything_at_once(tmp_path: Path, language: str, edition: Visibility) -> None:
    """Every field of every kind and every state, in each edition: every link leads somewhere, every tag is closed."""
    site = a_site(tmp_path, full_club(), language=language, edition=edition, written=frozenset({"join.md"}))
    sound(site)


def test_an_english_page_has_no_chinese_of_ours(tmp_path: Path) -> None:
    """Of a club whose members wrote English, no page shows a Han character."""
    case = {
        "title": "Fewer returns",
        "summary": "We asked first and sold after that.",
        "outcome": "success",
        "metrics": "[{kpi: orders, before: 1, after: 2, baseline: {start: 2026-01-01}, result: {start: 2026-02-01}}]",
    }
    tier = "{name: Full, rank: 1, audience: Shops, admission: {mode: apply}, fee: {amount: 9, per: year, note: less}}"
    files = {
        "club.yml": club_settings(name="{en: Tide Club}", language="en"),
        "content/cases/a.md": a_case("\n## What we did\n\nWe asked.\n\n> [!NOTE]\n> Mind.\n", **case),
        "events/e.yml": an_event(
            title="Talk", summary="A talk.", repeat="{freq: weekly, count: 3}", price="{amount: 5, note: cash}"
        ),
        "members/people/lu-zhifan.yml": a_member(name="Lu", joined="2020-01"),
        "members/tiers.yml": f"full: {tier}\n",
        "members/groups/g.yml": a_group(name="Group", mission="To talk."),
    }
    write_files(tmp_path, files)
    outcome = build(read(tmp_path), Order(today=TODAY))
    assert outcome.compilation is not None
    han = {
        page.path: {
            character for character in page.as_markdown() if "\u3400" <= character <= "\u9fff" or character in "，。：；（）「」"
        }
        for page in outcome.compilation.compiled.pages
    }
    assert {path: found for path, found in han.items() if found} == {}


def test_ids_at_their_limit(tmp_path: Path) -> None:
    """The longest id that is allowed gives pages, calendars and files, in both forms of addresses."""
    assert len(LONG) == 80
    files = {
        f"content/cases/{LONG}.md": a_case(from_event=LONG, related=f"{{templates: [{LONG}]}}"),
        f"content/whitepapers/{LONG}.md": a_whitepaper(),
        f"content/templates/{LONG}/index.md": a_template(),
        f"content/templates/{LONG}/表.csv": "a\n",
        f"events/{LONG}.yml": an_event(speakers=f"[{LONG[:-1]}]", groups=f"[{LONG[:-2]}]"),
        f"members/people/{LONG[:-1]}.yml": a_member(name="长名"),
        f"members/groups/{LONG[:-2]}.yml": a_group(),
    }
    for directories in (True, False):
        site = a_site(tmp_path, files, use_directory_urls=directories)
        sound(site)
        assert {f"cases/{LONG}.md", f"toolkit/{LONG}.md", f"events/{LONG}.md"} <= set(site.pages)
        assert f"calendar/event/{LONG}.ics" in site.files


def test_titles_that_look_like_something_else(tmp_path: Path) -> None:
    """HTML, Markdown, YAML and Jinja in a title, a name and a summary are text on every page."""
    title = "'<b>{{ 7*7 }}</b> & {% raw %} [x](y): # `z` \"q\" <!-- -->'"
    files = {
        "content/cases/a.md": a_case(title=title, summary=title, not_applicable=title),
        "content/whitepapers/a.md": a_whitepaper(title=title, summary=title, abstract=title),
        "content/templates/a/index.md": a_template(title=title, summary=title),
        "content/templates/a/表.csv": "a\n",
        "events/a.yml": an_event(title=title, summary=title, prepare=f"[{title}]"),
        "members/people/lu-zhifan.yml": a_member(name=title, bio=title, can_offer=f"[{title}]"),
        "members/groups/g.yml": a_group(name=title, mission=title),
    }
    site = a_site(tmp_path, files)
    sound(site)
    for path in ("cases/a.md", "whitepapers/a/index.md", "toolkit/a.md", "events/a.md", "people/lu-zhifan.md", "groups/g.md"):
        assert site.pages[path].title == title[1:-1]
        assert [entry.text for entry in site.all(path, "h1")] == [title[1:-1]]
        assert not site.all(path, "b", None) or all("7*7" not in entry.text for entry in site.all(path, "b"))


def test_two_builds_are_equal_byte_for_byte(tmp_path: Path) -> None:
    """The same folder on the same day gives the same bytes."""
    first, second = (
        dict(outputs_of(a_site(tmp_path / name, full_club(), written=frozenset({"join.md"})).compilation)) for name in "ab"
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
