"""What the host's configuration, our options in it and the environment ask for."""

import os
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from huiguan.engines.club_build import LANGUAGE_VARIABLE, TODAY_VARIABLE, Wish
from huiguan.engines.mkdocs_options import Options
from huiguan.engines.mkdocs_search import built_pages
from huiguan.engines.today import day_of
from huiguan.model.visibility import Visibility
from huiguan.wording import words_of


def wish_of(options: Options, config: MkDocsConfig) -> Wish:
    """The build that is asked for.

    Raises:
        PluginError: The day is none.
    """
    language = options.language or os.environ.get(LANGUAGE_VARIABLE)
    return Wish(
        root=club_root(options, config),
        edition=Visibility(options.edition) if options.edition else None,
        today=_day(options.today or os.environ.get(TODAY_VARIABLE), language),
        language=language,
        site_url=config.site_url or None,
        use_directory_urls=config.use_directory_urls,
        docs=Path(config.docs_dir),
        last_site=Path(config.site_dir),
        has_search=options.search == "huiguan",
        is_built=built_pages(config),
    )


def club_root(options: Options, config: MkDocsConfig) -> Path:
    """The club's folder: the one that the options name, else that of the configuration."""
    if options.root:
        return Path(options.root)
    return Path(config.config_file_path).parent if config.config_file_path else Path(config.docs_dir).parent


def _day(typed: object, language: str | None) -> date | None:
    """The day that somebody typed, in YAML or in the environment; None where nobody did."""
    if not typed:
        return None
    try:
        return day_of(str(typed))
    except ValueError:
        raise PluginError(words_of(language or "zh-Hans")("cli.today_wrong", found=typed)) from None
