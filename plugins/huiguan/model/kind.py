"""The kinds of records: what each is called, where its files lie, and the address of its pages."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How the records of a kind are laid down in files."""

    MARKDOWN = "markdown"  # front matter and a body: <id>.md, or <id>/index.md with attachments
    YAML = "yaml"  # <id>.yml, or <id>/index.yml with attachments
    TABLE = "table"  # one YAML file, a mapping of id to record


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of record.

    `folder` is relative to the club's root (for a table: the file); `section` is the first part of its pages' address, which
    nothing uses where the kind `has_pages` not.
    """

    name: str
    folder: str
    form: Form
    section: str
    has_pages: bool = True


CASE = Kind(name="case", folder="content/cases", form=Form.MARKDOWN, section="cases")
WHITEPAPER = Kind(name="whitepaper", folder="content/whitepapers", form=Form.MARKDOWN, section="whitepapers")
# MkDocs and Zensical leave a folder named "templates" out without a word, hence "toolkit".
TEMPLATE = Kind(name="template", folder="content/templates", form=Form.MARKDOWN, section="toolkit")
EVENT = Kind(name="event", folder="events", form=Form.YAML, section="events")
MEMBER = Kind(name="member", folder="members/people", form=Form.YAML, section="people")
ORGANIZATION = Kind(name="organization", folder="members/organizations", form=Form.YAML, section="organizations")
GROUP = Kind(name="group", folder="members/groups", form=Form.YAML, section="groups")
TIER = Kind(name="tier", folder="members/tiers.yml", form=Form.TABLE, section="tiers")
OVERLAY = Kind(name="overlay", folder="calendars", form=Form.YAML, section="calendars", has_pages=False)

KINDS: tuple[Kind, ...] = (CASE, WHITEPAPER, TEMPLATE, EVENT, MEMBER, ORGANIZATION, GROUP, TIER, OVERLAY)
KIND_OF: dict[str, Kind] = {kind.name: kind for kind in KINDS}
