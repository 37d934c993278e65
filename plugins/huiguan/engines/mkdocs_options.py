"""The plugin's options, and what it sets in a configuration that leaves things open."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from huiguan.compile.address import Addresses
from huiguan.engines.mkdocs_search import let_go_of_listed_search
from huiguan.model.club import ClubSettings
from huiguan.model.visibility import Visibility
from huiguan.wording import Words

# Punctuation parts words for Material's own search, which knows no Chinese.
SEPARATOR = r"[\s\u200b\-，。！？；：、（）「」《》·]+"
TOC: Mapping[str, Any] = {"toc": {"permalink": False}}


class Options(Config):  # type: ignore[no-untyped-call]  # of MkDocs
    """`plugins: - huiguan: …` in mkdocs.yml; each may be left out."""

    root = config_options.Optional(config_options.Dir(exists=True))
    """The club's folder; without it the one with mkdocs.yml."""
    edition = config_options.Optional(config_options.Choice([edition.value for edition in Visibility]))
    """public, members or core; without it HUIGUAN_EDITION, else public."""
    today = config_options.Optional(config_options.Type((str, date)))
    """The day of the build, YYYY-MM-DD; without it that of SOURCE_DATE_EPOCH, else today in the club's zone."""
    language = config_options.Optional(config_options.Choice(["zh-Hans", "en"]))
    """The language of messages and of words on pages; without it the club's."""
    strict_warnings = config_options.Type(bool, default=False)
    """Whether warnings about records fail `mkdocs build --strict`."""
    search = config_options.Choice(["huiguan", "material", "none"], default="huiguan")
    """Whose search box stands in the header: ours, Material's, or none."""


def set_defaults(config: MkDocsConfig, *, search: str) -> None:
    """Gives a configuration our theme, the search chosen and room for Chinese headings where it says nothing else."""
    if config.theme.name == "mkdocs":
        config.theme = Theme(name="huiguan")
    for extension in ("attr_list", "md_in_html", "admonition", "tables", "footnotes", "toc"):
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", _slugify())
    # HOST(mkdocs<=1.6): its sitemap would overwrite ours, which knows when a record changed.
    config.theme.static_templates.discard("sitemap.xml")
    let_go_of_listed_search(config)
    if search == "material":
        _add_search(config)
    else:
        _silence_search(config)


def _slugify() -> Any:  # noqa: ANN401 - a function of pymdownx, which has no types
    from pymdownx.slugs import slugify

    return slugify(case="lower")


def _quick_search() -> Any:  # noqa: ANN401 - a class of Material, which has no types
    from huiguan.engines.material_search import QuickSearch

    return QuickSearch()


def _silence_search(config: MkDocsConfig) -> None:
    """Spares a configuration that lists Material's search the work of an index that no box asks."""
    for name in ("material/search", "search"):
        plugin = config.plugins.get(name)
        if plugin is not None and "enabled" in plugin.config:
            plugin.config["enabled"] = False


def _add_search(config: MkDocsConfig) -> None:
    """Switches Material's search on where the configuration names none, since plugins written out replace the default."""
    name = "material/search"
    if any(known in config.plugins for known in (name, "search")):
        return
    plugin = _quick_search()
    errors, warnings = plugin.load_config({"separator": SEPARATOR, "lang": ["en"]}, config_file_path=config.config_file_path)
    if errors or warnings:
        return
    plugin.on_startup(command="build", dirty=False)
    config.plugins[name] = plugin


def theme_values(
    settings: ClubSettings | None, edition: Visibility, words: Words, config: MkDocsConfig, *, updated: str, search: str
) -> dict[str, Any]:
    """What the theme's frame says of the club, as finished strings."""
    name = settings.called(words.language) if settings else config.site_name
    seal = (settings.theme.seal if settings else None) or name[:1]
    values: dict[str, Any] = {
        "name": name,
        "motto": (settings.motto if settings else None) or "",
        "seal": seal[:1],
        "seal2": seal[:2],
        "edition": edition.value,
        "edition_label": words(f"site.edition.{edition}"),
        "language": words.language,
        "words": dict(words.group("theme")),
        "footer": [],
        "updated": updated,
        "search": search,
        "search_words": dict(words.group("search")) if search == "huiguan" else {},
    }
    return values | (_of_settings(settings, words, config) if settings else {})


def _of_settings(settings: ClubSettings, words: Words, config: MkDocsConfig) -> dict[str, Any]:
    founded = words("site.founded", year=settings.founded, city=settings.city or "") if settings.founded else ""
    return {
        "founded": founded,
        "fine": settings.footer.fine or (words("site.demo") if settings.demo else ""),
        "icp": settings.footer.icp or "",
        "police": settings.footer.police or "",
        "tide": settings.theme.color or "",
        "logo": f"assets/club/{settings.theme.logo}" if settings.theme.logo else "",
        "footer": [
            [{"title": link.title, "url": _address(link.url, config)} for link in column] for column in settings.footer.columns
        ],
    }


def _address(url: str, config: MkDocsConfig) -> str:
    """The address that a link of the footer means: a page in `docs/` is named by its file, as in Markdown."""
    path, hash_, anchor = url.partition("#")
    if "://" in url or not path.endswith(".md"):
        return url
    return Addresses("", use_directory_urls=config.use_directory_urls).of(path) + hash_ + anchor
