"""Links between records, in both directions, each once."""

from pathlib import Path

import pytest

from builders import a_case, a_template, a_whitepaper, an_event
from sites import Site, a_site, elements


def neighbours(site: Site, path: str, heading: str = "related") -> list[tuple[str, str]]:
    """The links under a heading: where they lead, and their words."""
    html = site.html(path)
    if f'<h2 id="{heading}"' not in html:
        return []
    part = html.partition(f'<h2 id="{heading}"')[2].partition("</ul>")[0].partition("<ul")[2]
    return [(link.attributes["href"], link.text) for link in elements(f"<ul{part}</ul>", "a")]


TEMPLATE = {"content/templates/t/表.csv": "a\n"}


def test_a_link_back_is_made_by_the_build(tmp_path: Path) -> None:
    """Whoever is named links back, without writing anything."""
    files = {
        "content/cases/a.md": a_case(title="甲", related="{cases: [b], whitepapers: [w], templates: [t], events: [e]}"),
        "content/cases/b.md": a_case(title="乙"),
        "content/whitepapers/w.md": a_whitepaper(title="白皮书"),
        "content/templates/t/index.md": a_template(title="模板"),
        **TEMPLATE,
        "events/e.yml": an_event(title="活动"),
    }
    site = a_site(tmp_path, files)
    assert neighbours(site, "cases/a.md") == [
        ("../b/", "乙"),
        ("../../whitepapers/w/", "白皮书"),
        ("../../toolkit/t/", "模板"),
        ("../../events/e/", "活动"),
    ]
    assert neighbours(site, "cases/b.md") == [("../a/", "甲")]
    assert neighbours(site, "whitepapers/w/index.md") == [("../../cases/a/", "甲")]
    assert neighbours(site, "toolkit/t.md", "used") == [("../../cases/a/", "甲")]
    assert neighbours(site, "events/e.md") == [("../../cases/a/", "甲")]


def test_two_that_name_each_other_stand_once(tmp_path: Path) -> None:
    """Naming and being named is one neighbour, and nobody is their own."""
    files = {
        "content/cases/a.md": a_case(title="甲", related="{cases: [b, b, a], events: [e]}", from_event="e/2026-11-26"),
        "content/cases/b.md": a_case(title="乙", related="{cases: [a]}"),
        "events/e.yml": an_event(title="活动", related="{cases: [a]}", outputs="{all: {cases: [a]}}"),
    }
    site = a_site(tmp_path, files)
    assert neighbours(site, "cases/a.md") == [("../b/", "乙"), ("../../events/e/", "活动")]
    assert neighbours(site, "cases/b.md") == [("../a/", "甲")]
    assert neighbours(site, "events/e.md", "outputs") == [("../../cases/a/", "甲")]
    assert neighbours(site, "events/e.md") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"related": "{cases: [a]}"},
        {"outputs": "{2026-11-26: {cases: [a]}}"},
        {"repeat": "{freq: weekly, count: 4}", "occurrences": "{2026-12-03: {related: {cases: [a]}}}"},
    ],
)
def test_an_event_that_names_a_case_is_named_there(tmp_path: Path, changes: dict[str, str]) -> None:
    """Whether for all its dates, for one of them, or as what it left behind; and the event's page shows the case."""
    files = {"content/cases/a.md": a_case(title="甲"), "events/e.yml": an_event(title="活动", **changes)}
    site = a_site(tmp_path, files)
    assert neighbours(site, "cases/a.md") == [("../../events/e/", "活动")]
    assert neighbours(site, "events/e.md") + neighbours(site, "events/e.md", "outputs") == [("../../cases/a/", "甲")]


def test_the_event_that_a_case_grew_out_of(tmp_path: Path) -> None:
    """Each leads to the other."""
    files = {
        "content/cases/a.md": a_case(title="甲", from_event="e/2026-12-03"),
        "events/e.yml": an_event(title="活动", repeat="{freq: weekly, count: 4}"),
    }
    site = a_site(tmp_path, files)
    assert neighbours(site, "cases/a.md") == [("../../events/e/", "活动")]
    assert neighbours(site, "events/e.md") == [("../../cases/a/", "甲")]


def test_cases_that_a_template_was_used_in(tmp_path: Path) -> None:
    """They stand under their own heading, not again under the other one, and lead back."""
    files = {
        "content/cases/a.md": a_case(title="甲"),
        "content/cases/b.md": a_case(title="乙", related="{templates: [t]}"),
        "content/templates/t/index.md": a_template(title="模板", used_in="[a, b]"),
        **TEMPLATE,
    }
    site = a_site(tmp_path, files)
    assert neighbours(site, "toolkit/t.md", "used") == [("../../cases/a/", "甲"), ("../../cases/b/", "乙")]
    assert neighbours(site, "toolkit/t.md") == []
    assert neighbours(site, "cases/a.md") == [("../../toolkit/t/", "模板")]


def test_hidden_neighbours(tmp_path: Path) -> None:
    """A record of which the edition has a teaser leads to the teaser; what it may not know is not there at all."""
    files = {
        "content/cases/a.md": a_case(title="甲", related="{cases: [b, c, d]}"),
        "content/cases/b.md": a_case(title="会员可见的", visibility="members", related="{cases: [a]}"),
        "content/cases/c.md": a_case(title="核心可见的", visibility="core", related="{cases: [a]}"),
        "content/cases/d.md": a_case(title="还没写完的", status="draft", related="{cases: [a]}"),
    }
    assert neighbours(a_site(tmp_path, files), "cases/a.md") == [("../b/", "会员可见的")]
