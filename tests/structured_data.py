"""What search engines ask of structured data: tables of required and recommended keys, and what is missing of them."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from huiguan.compile.output import Page

Node = dict[str, Any]

# By type: what a search engine refuses the entry without. A dot leads into a part.
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "Event": ("name", "startDate", "location"),
    "EventSeries": ("name", "startDate", "location"),
    "Place": ("name", "address"),
    "VirtualLocation": ("url",),
    "Offer": ("price", "priceCurrency", "url"),
    "Schedule": ("startDate", "repeatFrequency", "duration"),
    "Article": ("headline", "publisher.name", "datePublished"),  # its author only where one may be named
    "Report": ("name", "author.name", "publisher.name", "datePublished", "reportNumber", "version"),
    "CreativeWork": ("name",),
    "Chapter": ("name", "position", "url"),
    "MediaObject": ("contentUrl", "contentSize", "encodingFormat", "sha256"),
    "ProfilePage": ("mainEntity.name",),
    "Person": ("name",),
    "Organization": ("name", "url"),
    "WebSite": ("name", "url"),
    "BreadcrumbList": ("itemListElement.name", "itemListElement.item", "itemListElement.position"),
    "DefinedTerm": ("name", "termCode"),
    "PropertyValue": ("name", "value"),
}
# What an event should have as well, where its file says it.
RECOMMENDED = (
    "description",
    "endDate",
    "eventStatus",
    "eventAttendanceMode",
    "organizer.name",
    "organizer.url",
    "offers.price",
    "offers.priceCurrency",
    "offers.url",
)
EVENTS = frozenset({"Event", "EducationEvent", "BusinessEvent", "SocialEvent"})
STATES = frozenset({"EventScheduled", "EventCancelled", "EventRescheduled", "EventPostponed"})
MODES = frozenset({"OfflineEventAttendanceMode", "OnlineEventAttendanceMode", "MixedEventAttendanceMode"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2})?")


def nodes_of(page: Page) -> list[Node]:
    """The nodes that a page carries, in their order; none where it has no structured data."""
    text = page.meta.get("json_ld", "")
    if not text:
        return []
    document = json.loads(text)
    assert document.pop("@context") == "https://schema.org"
    return list(document.get("@graph", [document]))


def node_of(page: Page, *types: str) -> Node:
    """The one node of a page that has one of the types."""
    (found,) = [node for node in nodes_of(page) if node["@type"] in types]
    return found


def everything_in(value: object) -> Iterator[Node]:
    """All nodes with a type, at any depth."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for part in value.values():
            yield from everything_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from everything_in(part)


def values_at(value: object, path: str) -> list[object]:
    """Every value under a dotted path; lists on the way are gone through."""
    if isinstance(value, list):
        return [found for part in value for found in values_at(part, path)]
    if not path:
        return [value]
    key, _, rest = path.partition(".")
    return values_at(value[key], rest) if isinstance(value, dict) and key in value else []


def faults_of(node: Node) -> list[str]:
    """What the tables miss in one node, its parts not looked at."""
    kind = "Event" if node["@type"] in EVENTS else str(node["@type"])
    if "creativeWorkStatus" in node or (kind == "Report" and set(node) == {"@type", "@id", "name", "url"}):
        return []  # a notice, and what a chapter is part of
    asked = REQUIRED.get(kind, ())
    faults = [f"{node['@type']} without {path}" for path in asked if not values_at(node, path)]
    faults += [f"{key} is {node[key]}" for key in ("startDate", "endDate", "previousStartDate") if not _is_time(node.get(key))]
    if kind == "Event":
        faults += [f"{node['name']} without {path}" for path in RECOMMENDED if not values_at(node, path)]
        faults += [] if _last(node["eventStatus"]) in STATES else [node["eventStatus"]]
        faults += [] if _last(node["eventAttendanceMode"]) in MODES else [node["eventAttendanceMode"]]
        moved = node["eventStatus"].endswith("EventRescheduled")
        faults += [] if moved == ("previousStartDate" in node) else ["previousStartDate belongs to what was moved"]
    return faults


def _is_time(value: object) -> bool:
    return value is None or (isinstance(value, str) and bool(_MOMENT.fullmatch(value) or _DAY.fullmatch(value)))


def _last(address: str) -> str:
    base, _, name = address.rpartition("/")
    return name if base == "https://schema.org" else ""
