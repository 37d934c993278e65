"""The demo club's people, events and hand-written pages: they keep what they tell the reader."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from huiguan.check import check_club
from huiguan.check.fields import validated
from huiguan.check.record import parse_record
from huiguan.check.vocabularies import overlaid
from huiguan.model.case import Case
from huiguan.model.club import Club, ClubSettings
from huiguan.model.kind import KINDS
from huiguan.model.member import Member
from huiguan.model.visibility import Visibility
from huiguan.problem import Severity
from huiguan.read.front_matter import split_front_matter
from huiguan.read.record import RawRecord
from huiguan.read.tree import read_club
from huiguan.read.yaml_text import parse_yaml

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
TODAY = date(2026, 11, 21)
PAGES = sorted(page for page in DOCS.rglob("*.md") if "reference" not in page.relative_to(DOCS).parts)
SECTIONS = {f"{kind.section}/index.md" for kind in KINDS} | {"search/index.md"}
OWN_FOLDERS = ("club.yml", "members/", "events/", "calendars")

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_FEED = re.compile(r"https://tide\.example\.com/calendar/(\w+)/([\w-]+)\.ics")


def name_of(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


def prose_of(page: Path) -> str:
    return _CODE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))


def sample(page: str, language: str, beginning: str) -> str:
    """The one code sample of a page that begins so."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (found,) = [block for block in blocks if block.startswith(beginning)]
    return str(found)


@cache
def demo() -> Club:
    club = check_club(read_club(ROOT), edition=Visibility.PUBLIC, today=TODAY).club
    assert club is not None
    return club


def members_absent(edition: Visibility) -> list[Member]:
    return [member for member in demo().members if not member.may_appear(edition, TODAY)]


@pytest.mark.parametrize("edition", list(Visibility))
def test_people_events_and_settings_stop_no_edition(edition: Visibility) -> None:
    """What this folder says of people and events is without errors in every edition."""
    problems = check_club(read_club(ROOT), edition=edition, today=TODAY).problems
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert [problem for problem in errors if problem.place.file.startswith(OWN_FOLDERS)] == []


def test_the_checks_hint_at_three_consents_and_one_promotion() -> None:
    """A consent is missing, one has lapsed, one lapses soon, and the weekly talk meets a sale: what the demo exists to show."""
    problems = check_club(read_club(ROOT), edition=Visibility.PUBLIC, today=TODAY).problems
    codes = sorted((problem.code, problem.place.file) for problem in problems if problem.place.file.startswith(OWN_FOLDERS))
    assert codes == [
        ("CONSENT-ENDS-SOON", "members/people/cheng-yuanshan.yml"),
        ("CONSENT-EXPIRED", "members/people/luo-qinghe.yml"),
        ("CONSENT-MISSING", "members/people/xu-banshan.yml"),
        ("EVENT-ON-PROMOTION", "events/weekly-talk.yml"),
    ]


@pytest.mark.parametrize(
    ("edition", "absent"),
    [
        (Visibility.PUBLIC, {"luo-qinghe", "ouyang-du", "xu-banshan", "zhou-tongpao"}),
        (Visibility.MEMBERS, {"luo-qinghe", "ouyang-du", "xu-banshan"}),
        (Visibility.CORE, {"luo-qinghe", "ouyang-du", "xu-banshan"}),
    ],
)
def test_those_without_consent_are_absent(edition: Visibility, absent: set[str]) -> None:
    """Who did not agree, or agreed to the members' directory alone, has no entry."""
    assert {member.id for member in members_absent(edition)} == absent


def test_the_demo_shows_every_way_to_stand_in_the_club() -> None:
    """Each status, each level of verification and each tier has somebody."""
    members = demo().members
    assert {member.status.value for member in members} == {"active", "applicant", "dormant", "alumni"}
    assert {member.verification.level.value for member in members if member.verification} == {
        "self",
        "referred",
        "met_in_person",
        "license_checked",
    }
    assert {member.tier for member in members} == {tier.id for tier in demo().tiers}


def test_every_group_is_led_by_people_who_say_so_themselves() -> None:
    """A lead in a group's file is a lead in the person's own file, for the same months."""
    in_groups = {(lead.person, group.id, lead.from_, lead.to) for group in demo().groups for lead in group.leads}
    in_people = {
        (member.id, role.group, role.from_, role.to) for member in demo().members for role in member.groups if role.role == "lead"
    }
    assert in_groups == in_people


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_tells_its_title_and_description(page: Path) -> None:
    """Each hand-written page has both in its front matter, so that search and sharing have words."""
    front = split_front_matter(page.read_text(encoding="utf-8"), file=name_of(page))
    assert front.yaml is not None
    value = parse_yaml(front.yaml.content, file=name_of(page)).value
    assert isinstance(value, dict)
    assert 2 <= len(str(value["title"])) <= 20
    assert 20 <= len(str(value["description"])) <= 80


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_links_only_to_what_there_is(page: Path) -> None:
    """Each link leads to a page of the site or a section's index, each anchor to a heading that has that id."""
    assert [link for link in _LINK.findall(prose_of(page)) if not leads_somewhere(page, link)] == []


def leads_somewhere(page: Path, link: str) -> bool:
    if link.startswith(("https://", "webcal://")):
        return True
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if target.relative_to(DOCS).as_posix() in SECTIONS:
        return not anchor
    return target.is_file() and (not anchor or f"{{ #{anchor} }}" in target.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_names_nobody_who_is_absent_from_the_public_edition(page: Path) -> None:
    """Hand-written pages stand in every edition, so they name only whom the public one may name."""
    text = page.read_text(encoding="utf-8")
    words = [word for member in members_absent(Visibility.PUBLIC) for word in (member.id, member.name, *member.names.values())]
    assert [word for word in words if word in text] == []


def test_the_home_places_each_block_on_a_line_of_its_own() -> None:
    """Markers stand alone between blank lines, which is where the plugin looks for them."""
    home = (DOCS / "index.md").read_text(encoding="utf-8")
    placed = re.findall(r"\n\n<!-- huiguan:(\w+)(?: limit=\d)? -->\n\n", home)
    assert placed == ["counts", "events", "cases", "members", "groups"]
    assert home.count("<!--") == len(placed)


def test_the_feeds_that_the_subscribe_page_names_have_a_subject() -> None:
    """Each address is the feed of an event, a kind of event or a group of this club."""
    named = set(_FEED.findall((DOCS / "subscribe.md").read_text(encoding="utf-8")))
    club = demo()
    subjects = {("event", event.id) for event in club.events} | {("group", group.id) for group in club.groups}
    subjects |= {("series", event.id) for event in club.events if event.repeat}
    subjects |= {("kind", event.kind) for event in club.events}
    assert named
    assert named - subjects == set()


def test_the_skeleton_of_a_case_is_a_case() -> None:
    """Whoever copies the skeleton and publishes it starts without a single problem in its fields."""
    text = sample("contribute.md", "markdown", "---\ntitle:").replace("status: draft", "status: published")
    front = split_front_matter(text, file="index.md")
    assert front.yaml is not None
    parsed = parse_yaml(front.yaml.content, file="index.md")
    assert isinstance(parsed.value, dict)
    raw = RawRecord(kind="case", id="tea-sample-rule", file="index.md", value=parsed.value, places=parsed.places, body=front.body)
    result = parse_record(raw, Case, overlaid(())[0], {})
    assert result.problems == ()
    assert isinstance(result.record, Case)
    assert result.record.headline_metric is not None


def test_the_settings_in_the_handbook_are_settings() -> None:
    """The sample of `club.yml` can be copied as it is."""
    parsed = parse_yaml(sample("handbook/index.md", "yaml", "huiguan: 1"), file="club.yml")
    assert isinstance(parsed.value, dict)
    raw = RawRecord(kind="club", id="club", file="club.yml", value=parsed.value, places=parsed.places)
    assert validated(ClubSettings, parsed.value, raw, overlaid(())[0])[1] == []


def samples_of_yaml() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        blocks = re.findall(r"^```yaml\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        yield from ((f"{name_of(page)}[{number}]", block) for number, block in enumerate(blocks))


@pytest.mark.parametrize("text", [pytest.param(block, id=name) for name, block in samples_of_yaml()])
def test_every_sample_of_yaml_is_read_without_a_problem(text: str) -> None:
    """No sample teaches what the reader of records would refuse."""
    assert parse_yaml(text, file="sample.yml").problems == ()
