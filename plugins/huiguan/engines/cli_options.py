"""The options that commands share, and what they ask for."""

import re
from datetime import date
from pathlib import Path

import click

from huiguan.engines.club_build import Wish
from huiguan.engines.host import HostOrder
from huiguan.engines.today import day_of
from huiguan.model.kind import KINDS
from huiguan.model.visibility import Visibility
from huiguan.read.record import ClubFolder
from huiguan.wording import Words

_LAST_PORT = 65535
EDITIONS = [edition.value for edition in Visibility]


def _day(_context: click.Context, _option: click.Parameter, typed: str | None) -> date | None:
    try:
        return day_of(typed) if typed else None
    except ValueError:
        raise click.BadParameter(f"'{typed}' is not a day. Write it like 2026-11-21.") from None


def _address(_context: click.Context, _option: click.Parameter, typed: str) -> str:
    host, _, port = typed.rpartition(":")
    if not host or not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > _LAST_PORT:
        raise click.BadParameter(f"'{typed}' is not an address. Write it like 127.0.0.1:8000.")
    return typed


root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The club's folder. Without it: the nearest folder, from here upwards, that holds club.yml.",
)
edition_option = click.option("--edition", type=click.Choice(EDITIONS), help="Whom it is for: public, members or core.")
today_option = click.option("--today", callback=_day, metavar="DATE", help="The day to build for, instead of today.")
published_option = click.option(
    "--published",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The published.json of the last release, to compare with. Without it: HUIGUAN_PUBLISHED, else the one in the last site.",
)
address_option = click.option(
    "--address", default="127.0.0.1:8000", show_default=True, callback=_address, help="Where the preview listens."
)
language_option = click.option(
    "--language", type=click.Choice(["zh-Hans", "en"]), help="The language of messages and of the site's own words."
)


def wish_of(root: Path | None, edition: str | None, today: date | None, language: str | None) -> Wish:
    """What the options ask for."""
    found = (root or _nearest_club(Path.cwd())).resolve()
    return Wish(root=found, edition=Visibility(edition) if edition else None, today=today, language=language)


def _nearest_club(start: Path) -> Path:
    """The nearest folder upwards that holds club.yml; the folder itself where there is none, so that check says so."""
    return next((folder for folder in (start, *start.parents) if (folder / "club.yml").is_file()), start)


def host_order(wish: Wish, folder: ClubFolder, engine: str, site_dir: Path | None) -> HostOrder:
    """The same as what a host is asked for; `site_dir` None leaves that to its configuration."""
    options: dict[str, str] = {}
    if wish.edition:
        options["edition"] = wish.edition.value
    if wish.today:
        options["today"] = wish.today.isoformat()
    if wish.language:
        options["language"] = wish.language
    site = site_dir.resolve() if site_dir else None
    return HostOrder(engine=engine, root=wish.root, site_name=_name_of(folder), site_dir=site, options=options)


def _name_of(folder: ClubFolder) -> str:
    """The club's name as typed, for a site whose configuration nobody wrote; that of the folder where there is none."""
    typed = folder.settings.value.get("name") if folder.settings else None
    names = list(typed.values()) if isinstance(typed, dict) else [typed]
    return next((name for name in names if isinstance(name, str)), folder.root.name)


def refuse_sources(out: Path, root: Path, words: Words) -> None:
    """Keeps what is made apart from what it is made of.

    Raises:
        click.UsageError: The folder is the club's, or holds it, or is one of those that it is read from.
    """
    sources = ("docs", *(kind.folder.split("/")[0] for kind in KINDS))
    where = out.resolve()
    if root.is_relative_to(where) or any(where.is_relative_to(root / name) for name in sources):
        raise click.UsageError(words("cli.out_in_club", folder=out))
