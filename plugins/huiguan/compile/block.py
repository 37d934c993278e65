"""Blocks that hand-written pages place by a marker: `<!-- huiguan:events limit=3 -->`."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta

from markupsafe import Markup

from huiguan.compile.dates import Dates
from huiguan.compile.listing import newest_first
from huiguan.compile.press import Press
from huiguan.model.kind import KIND_OF
from huiguan.problem import Place, Problem

MARKER = re.compile(r"<!--\s*huiguan:([\w-]+)(?:\s+limit=([0-9]{1,4}))?\s*-->")
RECENT = timedelta(days=90)
SPARE = 12  # further dates in the page, for when it is opened long after the build
_CARDS = {
    "cases": "case",
    "whitepapers": "whitepaper",
    "templates": "template",
    "members": "member",
    "organizations": "organization",
}
_CARDS["groups"] = "group"
NAMES = tuple(sorted(("counts", "events", "tiers", *_CARDS)))
# A comment that is meant as a marker stands on a line of its own; what stands in code is an example.
_MEANT = re.compile(
    r"^ {0,3}(?P<comment><!--\s*huiguan:(?P<said>(?:(?!-->).)*)-->)[ \t]*$"
    r"|^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)?[ \t]*(?P=fence)[`~]*[ \t]*$",
    re.DOTALL | re.MULTILINE,
)


def unknown_markers(text: str, file: str) -> list[Problem]:
    """A problem for each comment that is meant as a marker and names no block."""
    found = [match for match in _MEANT.finditer(text) if match["comment"] and not _names_a_block(match["comment"])]
    return [
        Problem(
            code="MARKER-UNKNOWN",
            place=Place(file=file, line=text.count("\n", 0, match.start()) + 1),
            found=" ".join(match["said"].split()),
            wanted=NAMES,
        )
        for match in found
    ]


def _names_a_block(comment: str) -> bool:
    marker = MARKER.fullmatch(comment)
    return marker is not None and marker.group(1) in NAMES


class Blocks:
    """Fills the markers of hand-written pages."""

    def __init__(self, press: Press, dates: Dates) -> None:
        self.press = press
        self.dates = dates

    def fill(self, text: str, at: str) -> str:
        """The text with every known marker replaced by its block, drawn for the page with source path `at`.

        `text` is Markdown, or the HTML that a host made of it.
        """
        return _MEANT.sub(lambda match: self._block(match, at), text)

    def _known(self) -> Mapping[str, Callable[[str, int], Markup]]:
        cards = {name: self._cards(kind) for name, kind in _CARDS.items()}
        return {"counts": self._counts, "events": self._events, "tiers": self._tiers, **cards}

    def _block(self, match: re.Match[str], at: str) -> str:
        marker = MARKER.fullmatch(match["comment"] or "")
        block = self._known().get(marker[1]) if marker else None
        if marker is None or block is None:
            return match[0]
        return str(block(at, int(marker[2] or 0))).strip()

    def counts(self) -> list[tuple[str, int]]:
        """What is alive in the club, as (words, number); what is nothing is left out."""
        words, today = self.press.words, self.press.context.today
        since = today - RECENT
        recent_dates = [date for date in self.dates.past() if date.occurrence.start.date() >= since and date.occurrence.happens]
        recent_cases = [case for case in self.press.club.cases if case.shown_date and since <= case.shown_date <= today]
        counts = (
            ("events", len(recent_dates)),
            ("cases", len(recent_cases)),
            ("all_cases", len(self.press.club.cases)),
            ("members", len([member for member in self.press.club.members if member.status in {"active", "dormant"}])),
        )
        return [(words(f"site.counts.{name}"), count) for name, count in counts if count]

    def _counts(self, at: str, _limit: int) -> Markup:
        counts = self.counts()
        return self.press.draw("block_counts.html", at, counts=counts) if counts else Markup()

    def _events(self, at: str, limit: int) -> Markup:
        shown = limit or 3
        return self.press.draw("block_events.html", at, dates=self.dates.ahead()[: shown + SPARE], limit=shown)

    def _tiers(self, at: str, _limit: int) -> Markup:
        tiers = sorted(self.press.club.tiers, key=lambda tier: (tier.rank, tier.id))
        return self.press.draw("tiers.html", at, tiers=tiers, with_head=False)

    def _cards(self, kind: str) -> Callable[[str, int], Markup]:
        def draw(at: str, limit: int) -> Markup:
            records = newest_first(self.press.club.all(KIND_OF[kind].name))
            return self.press.draw("block_cards.html", at, records=records[:limit] if limit else records, kind=kind)

        return draw
