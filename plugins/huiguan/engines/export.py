"""The command `huiguan export`: what the site knows, in the form of other programs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from huiguan.compile.search.export import Export, Format, export_of
from huiguan.compile.site import Compilation
from huiguan.emit import write_tree
from huiguan.engines.cli_options import (
    edition_option,
    host_order,
    language_option,
    refuse_sources,
    root_option,
    today_option,
    wish_of,
)
from huiguan.engines.club_build import Wish, build_club, words_for
from huiguan.engines.host import HostFailure, HostOrder, is_nowhere, site_config
from huiguan.engines.terminal import ERR, OUT, at_work, counted, guarded, listen, say_why, show
from huiguan.model.visibility import Visibility
from huiguan.read.tree import read_settings
from huiguan.wording import Words

ENGINE = "mkdocs"
MANUAL = "docs/handbook/search-export.md"
_NAMES = {Format.OPENSEARCH: "OpenSearch", Format.MEILISEARCH: "Meilisearch", Format.TYPESENSE: "Typesense"}


@click.group()
def export() -> None:
    """Write what the site knows for another program.

    \b
    Example:
      huiguan export search --format meilisearch --out build/search
    """  # noqa: D301 - \b keeps click from joining the lines


@export.command()
@root_option
@edition_option
@today_option
@language_option
@click.option(
    "--format", "form", required=True, type=click.Choice([form.value for form in Format]), help="Which server it is for."
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder for the files.")
def search(  # noqa: PLR0917 - the options of a command
    root: Path | None, edition: str | None, today: date | None, language: str | None, form: str, out: Path
) -> None:
    """Write what can be searched, and the settings for Chinese, for a search server of the club's own.

    The same pages as in the site's own search, of the same edition. If something must be mended, nothing is written.

    \b
    Examples:
      huiguan export search --format opensearch --out build/search
      huiguan export search --format typesense --edition members --out /srv/search-members
    """  # noqa: D301
    wish = wish_of(root, edition, today, language)
    guarded(lambda: _export(wish, Format(form), out), wish)


def _export(wish: Wish, form: Format, out: Path) -> int:
    folder = read_settings(wish.root)
    words = words_for(wish, folder)
    refuse_sources(out, wish.root, words)
    listen()
    order = host_order(wish, folder, ENGINE, None)
    if is_nowhere(order):
        show(folder.problems, words)
        return 1
    try:
        site = _as_the_site(order)
    except HostFailure as failure:
        return say_why(failure, ENGINE, words)
    with at_work(words("export.collecting")):
        outcome, built, words = build_club(site)
    show(outcome.problems, words)
    if outcome.compilation is None:
        ERR.print(words("export.stopped", folder=out))
        return 1
    OUT.print(words("cli.checked", records=counted(outcome.checked.read, words)))
    _write(_exported(outcome.compilation), form, out, words)
    if built.edition is not Visibility.PUBLIC:
        OUT.print(words("export.closed", edition=words(f"site.edition.{built.edition}")))
    OUT.print(words("export.read_on", server=_NAMES[form], manual=MANUAL))
    return 0


def _as_the_site(order: HostOrder) -> Wish:
    """The wish of the site's own configuration: its addresses, its hand-written pages but for drafts.

    They are looked for even where the site has another search, or none: the index itself is made only when it is asked for.
    """
    config = site_config(order)
    wish: Wish = config.plugins["huiguan"].wish(config)
    return replace(wish, has_search=True)


def _exported(compilation: Compilation) -> Export:
    return export_of(compilation.blocks.dates, compilation.compiled.pages_by_path, compilation.found or ())


def _write(found: Export, form: Format, out: Path, words: Words) -> None:
    files = list(found.files(form))
    written = write_tree(((file.path, file.read()) for file in files), out)
    size = f"{sum(len(file.read()) for file in files) / 1_000_000:.1f}"
    OUT.print(words("export.done", records=len(found.records), files=len(files), size=size))
    sums = {"changed": written.changed, "unchanged": written.unchanged, "removed": written.removed}
    OUT.print(words("cli.compiled", **sums))
    OUT.print(words("cli.where", folder=out))
