"""A small club in which every text is a planted word, and who may read which of them, said again in few words.

The rules here are written from the handbook, not from the gate: the two must agree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

from huiguan.model.case import Anonymized, Case
from huiguan.model.club import MODELS, Club, ClubSettings
from huiguan.model.context import BuildContext
from huiguan.model.event import Event
from huiguan.model.group import Group
from huiguan.model.kind import KIND_OF
from huiguan.model.member import ConsentScope, Member
from huiguan.model.organization import Organization
from huiguan.model.record import Knowledge, Origin, Record
from huiguan.model.template import Template
from huiguan.model.visibility import FieldVisibility, Status, Teaser, Visibility
from huiguan.model.whitepaper import Whitepaper
from huiguan.problem import FieldPath, Places
from laws.planting import VOCABULARIES, Key, Planted, Planter

TODAY = date(2026, 11, 21)
LEVELS = [level.value for level in Visibility]
NUMBERS = {"case": 3, "whitepaper": 2, "template": 2, "event": 3, "member": 5, "organization": 3, "group": 2, "tier": 2}
SETTINGS = ClubSettings.model_validate(
    {
        "huiguan": "1",
        "name": "植字俱乐部",
        "url": "https://club.example.com/",
        "uid_domain": "club.example.com",
        "edit_url": "https://git.example.com/edit/",
    }
)
KEPT_WHEN_RETRACTED = {"id", "title", "title_en", "title_hant", "retraction", "aliases", "authors", "edition", "version"}
NEVER: frozenset[Visibility] = frozenset()
ALL = frozenset(Visibility)


def context_of(edition: Visibility) -> BuildContext:
    """The circumstances of a build of `edition`."""
    return BuildContext(today=TODAY, edition=edition, epoch=datetime(2026, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedClub:
    """The club and all its words, with the editions that may hold each."""

    club: Club
    planted: tuple[tuple[Planted, frozenset[Visibility]], ...]

    def forbidden(self, edition: Visibility) -> dict[str, Planted]:
        """The words that must stand nowhere in an edition."""
        return {entry.word: entry for entry, may_hold in self.planted if edition not in may_hold}


def planted_club(seed: int, folder: Path) -> PlantedClub:
    """A club of random records; their files lie below `folder`."""
    random = Random(seed)  # noqa: S311 - a game of chance
    planter = Planter(random=random, ids={})
    ids: dict[str, list[str]] = {kind: [] for kind in NUMBERS}
    for kind, number in NUMBERS.items():
        for _ in range(number):
            word = planter.word((kind, ""), "id")
            ids[kind].append(word)
            planter.planted[-1] = Planted(word=word, key=(kind, word), path=("id",))
    planter.ids = ids
    records = [_Record(planter, kind, record_id, folder).grown() for kind in NUMBERS for record_id in ids[kind]]
    club = Club.of(SETTINGS, VOCABULARIES, records)
    planted = tuple((entry, readers(club.records[entry.key], entry.path)) for entry in planter.planted)
    return PlantedClub(club=club, planted=planted)


class _Record:
    """One record under way."""

    def __init__(self, planter: Planter, kind: str, record_id: str, folder: Path) -> None:
        self.planter, self.random = planter, planter.random
        self.places = Random(record_id)  # noqa: S311 - a game of chance
        self.key: Key = (kind, record_id)
        self.model = MODELS[kind]
        self.disk = folder / kind / record_id
        self.files: dict[str, Path] = {}
        self.texts: dict[str, tuple[str, int]] = {}

    def grown(self) -> Record:
        kind, record_id = KIND_OF[self.key[0]], self.key[1]
        self.disk.mkdir(parents=True, exist_ok=True)
        given: dict[str, Any] = {"id": record_id, "origin": None, "body": self._text(), **self._common(), **self._special()}
        values = self.planter.model(self.model, self.key, (), given)
        folder = f"{kind.folder}/{record_id}"
        ending = "md" if "content" in kind.folder else "yml"
        file = f"{folder}/index.{ending}"
        origin = Origin(file=file, places=Places(file), folder=folder, attachments=self.files, texts=self.texts)
        record = self.model.model_validate(values, context=VOCABULARIES)
        return record.model_copy(update={"origin": origin})

    def _common(self) -> dict[str, Any]:
        common = {"visibility": self._level(), "aliases": [f"old/{self.planter.word(self.key, 'aliases')}"]}
        if issubclass(self.model, Knowledge):
            common["public_after"] = self.random.choice([None, None, None, "2026-11-21", "2026-11-22"])
            common["attachments"] = [self._attachment() for _ in range(2)]
        return common

    def _special(self) -> dict[str, Any]:
        special = {
            Case: self._case,
            Whitepaper: self._whitepaper,
            Template: lambda: {"files": [{"file": self._file("files"), "title": self._word("files")}]},
            Event: self._event,
            Member: self._member,
            Organization: lambda: {"consent": self._consent(), "founded": "2019"},
            Group: self._group,
        }
        return special.get(self.model, dict)()

    def _level(self) -> str:
        return self.random.choice(LEVELS)

    def _word(self, *path: str | int) -> str:
        return self.planter.word(self.key, *path)

    def _file(self, *path: str | int) -> str:
        """A file in the record's folder, its name and content planted as of the field at `path`."""
        name = f"{self._word(*path)}.png"
        content = self._word(*path)
        self.files[name] = self.disk / name
        self.files[name].write_bytes(b"\x89PNG\r\n\x1a\n" + content.encode())
        return name

    def _text(self, *path: str | int) -> str:
        """A text with a picture, mentions of everyone and links to all records, whoever may see those."""
        if not issubclass(self.model, Knowledge):
            return ""
        where = path or ("body",)
        self._file("unused")
        ids = self.planter.ids
        people = " ".join(f"@{known}" for kind in ("member", "organization", "group") for known in ids[kind])
        heading = f"## {self._word(*where)} @{ids['member'][0]}"
        texts = [f"content/cases/{known}/index.md#a" for known in ids["case"]]
        cards = [f"{KIND_OF[kind].folder}/{known}/index.yml" for kind in ("member", "group", "event") for known in ids[kind]]
        links = " ".join(f"[{self._word(*where)}](../../../{target})" for target in (*texts, *cards))
        picture = f"![{self._word(*where)}]({self._file(*where)})"
        return f"{self._word(*where)} {people}\n\n{heading}\n\n{links} {picture}\n"

    def _attachment(self) -> dict[str, str]:
        level = self._level()
        where = ("attachments", level)
        return {"file": self._file(*where), "title": self._word(*where), "visibility": level}

    def _case(self) -> dict[str, Any]:
        anonymized = self.random.choice(list(Anonymized)).value
        return {"anonymized": anonymized, "metrics": [self._metric() for _ in range(2)]}

    def _metric(self) -> dict[str, Any]:
        from huiguan.model.case import Metric

        values = self.planter.model(Metric, self.key, ("metrics",), {"disclosure": "absolute", "before": "31", "after": "17"})
        return {**values, "source": {**values["source"], "evidence": self._file("metrics")}}

    def _whitepaper(self) -> dict[str, Any]:
        return {"chapters": [self._chapter() for _ in range(3)], "hidden_chapters": 0}

    def _chapter(self) -> dict[str, Any]:
        level = self._level()
        where = ("chapters", level)
        name = f"{self._word(*where)}.md"
        self.texts[name] = (self._text(*where), 1)
        return {"file": name, "title": self._word(*where), "visibility": level, "authors": [{"name": self._word(*where)}]}

    def _event(self) -> dict[str, Any]:
        repeat = {"freq": "weekly", "count": "4"} if self.random.random() < 0.5 else None
        day = "2026-12-03" if repeat else "2026-11-26"
        level = self.places.choice(LEVELS)
        return {
            "start": "2026-11-26 20:00",
            "end": None,
            "duration": "90m",
            "repeat": repeat,
            "online": self._online("online"),
            "occurrences": {day: self._occurrence(level)},
            "extra": None
            if self.random.random() < 0.5
            else [{"start": "2026-12-06 19:00", "title": self._word("extra", "title"), "venue": self._venue_of_a_date(level)}],
            "venue": {**self._venue(level), "visibility": level},
        }

    def _occurrence(self, level: str) -> dict[str, Any]:
        from huiguan.model.occurrence import Occurrence

        where = ("occurrences", "*")
        given = {"move_to": None, "duration": None, "cancel": None, "online": self._online(*where, "online")}
        given["venue"] = self._venue_of_a_date(level)
        return self.planter.model(Occurrence, self.key, where, given)

    def _online(self, *path: str | int) -> dict[str, str]:
        level = self._level()
        url = f"https://{self._word(*path, 'url', level)}.example.com/"
        return {"platform": self._word(*path, "platform"), "url": url, "visibility": level}

    def _venue_of_a_date(self, level: str) -> dict[str, Any] | None:
        """None, a place that is for whoever may know that of the series, or one with a level of its own."""
        own = self.places.choice(LEVELS)
        named = {**self._venue(own), "visibility": own}
        return self.places.choice([None, self._venue(level), named])

    def _venue(self, level: str) -> dict[str, Any]:
        geo = {"latitude": "30.1", "longitude": "120.2"}
        texts = ("name", "address", "district", "transport", "accessibility")
        said = {name: self._word("venue", name, level) for name in texts}
        url = f"https://{self._word('venue', 'url', level)}.example.com/"
        return {**said, "city": self._word("venue", "city", "public"), "geo": geo, "map_url": url}

    def _group(self) -> dict[str, Any]:
        level = self._level()
        where = ("entry", level)
        return {"entry": {"how": self._word(*where), "visibility": level, "qr": self._file(*where)}}

    def _member(self) -> dict[str, Any]:
        names = [name for name in Member.model_fields if name not in {*Member.not_in_file, "privacy", "consent", "visibility"}]
        hidden = self.random.sample(names, self.random.randint(0, 5))
        privacy = {name: self.random.choice(list(FieldVisibility)).value for name in hidden}
        return {"consent": self._consent(), "privacy": privacy}

    def _consent(self) -> dict[str, Any] | None:
        if self.random.random() < 0.2:
            return None
        scopes = self.random.sample([scope.value for scope in ConsentScope], 2)
        expires = self.random.choice([None, "2026-11-20", "2026-11-21", "2027-01-01"])
        given = "false" if self.random.random() < 0.1 else "true"
        consent = {"given": given, "on": "2026-01-01", "version": self._word("consent"), "scope": scopes}
        return {**consent, "expires": expires} if expires else consent


def readers(record: Record, path: FieldPath) -> frozenset[Visibility]:
    """The editions that may hold what stands in a field of a record."""
    whole = frozenset(edition for edition in Visibility if is_shown(record, edition))
    return (whole & _readers_of_field(record, path)) | _readers_of_the_rest(record, path)


def is_shown(record: Record, edition: Visibility) -> bool:
    """Whether a record has a place in an edition."""
    if record.status.value in {"draft", "review", "applicant"} or edition not in _from(level_of(record)):
        return False
    if not isinstance(record, (Member, Organization)):
        return isinstance(record, Knowledge) or record.status is not Status.RETRACTED
    if record.status is Status.RETRACTED:
        return False
    if isinstance(record, Member) and edition not in _privacy(record, "name"):
        return False
    consent = record.consent
    if consent is None or not consent.given or (consent.expires and consent.expires < TODAY):
        return False
    scopes = {"directory_public"} if edition is Visibility.PUBLIC else {"directory_public", "directory_members"}
    return bool(scopes & {scope.value for scope in consent.scope})


def level_of(record: Record) -> str:
    """Whom a record is for today."""
    released = isinstance(record, Knowledge) and record.public_after and record.public_after <= TODAY
    return "public" if released else record.visibility.value


def _from(level: str) -> frozenset[Visibility]:
    """The editions for `level` and for those who may see more."""
    return frozenset(Visibility(name) for name in LEVELS[LEVELS.index(level) :]) if level in LEVELS else NEVER


def _readers_of_field(record: Record, path: FieldPath) -> frozenset[Visibility]:
    if path[0] == "unused":
        return NEVER
    if record.status is Status.RETRACTED:
        return ALL if path[0] in KEPT_WHEN_RETRACTED else NEVER
    if path[0] in {"attachments", "chapters", "entry"}:
        return _from(str(path[1]))
    if path[0] == "venue" or path[-2:-1] == ("url",):
        return _from(str(path[-1]))
    return _readers_in_kind(record, path)


def _readers_in_kind(record: Record, path: FieldPath) -> frozenset[Visibility]:
    if isinstance(record, Member):
        return ALL if path[0] == "id" else _privacy(record, str(path[0])) - _mail(path)
    if isinstance(record, Case) and path[0] == "quotes":
        return ALL if record.quotes[int(path[1])].consent else NEVER
    return ALL - _mail(path) if isinstance(record, Event) else ALL


def _mail(path: FieldPath) -> frozenset[Visibility]:
    """Addresses are never for harvesters: the public edition has none of a person."""
    return frozenset({Visibility.PUBLIC}) if path in {("contact", "email"), ("contact",)} else NEVER


def _privacy(member: Member, field: str) -> frozenset[Visibility]:
    if field in {"admission", "renew_on"}:
        return NEVER
    shipped: Mapping[str, str] = {"contact": "members"}
    level = member.privacy.get(field)
    return _from(level.value if level else shipped.get(field, "public"))


def _readers_of_the_rest(record: Record, path: FieldPath) -> frozenset[Visibility]:
    """What may be said of a record that an edition does not show: a teaser, a nickname."""
    absent = frozenset(edition for edition in Visibility if not is_shown(record, edition))
    if isinstance(record, Member):
        is_for_all = _privacy(record, "nickname") == ALL
        return absent if path == ("nickname",) and is_for_all else NEVER
    if not isinstance(record, Knowledge) or record.status is not Status.PUBLISHED:
        return NEVER
    teaser = record.teaser or (Teaser.NONE if record.visibility is Visibility.CORE else Teaser.SUMMARY)
    said = {Teaser.NONE: set(), Teaser.TITLE: {"id", "title"}, Teaser.SUMMARY: {"id", "title", "summary"}}[teaser]
    return absent if path[0] in said else NEVER


def texts_of(club: Club) -> Iterator[tuple[Record, str]]:
    """All texts in the fields of a club's records."""
    for record in club:
        yield from ((record, text) for _, text in record.texts_of_fields())
