"""Who may see a record, and the state that a record is in."""

from enum import StrEnum


class Visibility(StrEnum):
    """Who may see something; each edition is a build of its own for one of these."""

    PUBLIC = "public"
    MEMBERS = "members"
    CORE = "core"

    @property
    def rank(self) -> int:
        """0 for public, growing with privacy."""
        return _RANKS[self]

    def may_see(self, other: "Visibility") -> bool:
        """Whether an edition for this audience may know what is visible to `other`."""
        return other.rank <= self.rank


_RANKS: dict[str, int] = {visibility: rank for rank, visibility in enumerate(Visibility)}


class FieldVisibility(StrEnum):
    """Who may see one field of a person's record; `never` is for the officers' reports alone."""

    PUBLIC = "public"
    MEMBERS = "members"
    CORE = "core"
    NEVER = "never"

    def seen_by(self, edition: Visibility) -> bool:
        """Whether `edition` may know the field."""
        return self is not FieldVisibility.NEVER and _RANKS[self.value] <= edition.rank


class Status(StrEnum):
    """The state of a record. `draft` and `review` are never built; `retracted` keeps a page with a notice."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    ARCHIVED = "archived"
    RETRACTED = "retracted"

    @property
    def is_built(self) -> bool:
        """Whether records in this state have a page."""
        return self not in {Status.DRAFT, Status.REVIEW}


class Teaser(StrEnum):
    """What an edition that may not see a record may still say of it."""

    SUMMARY = "summary"
    TITLE = "title"
    NONE = "none"
