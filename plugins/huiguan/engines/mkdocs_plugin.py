"""The plugin for MkDocs and ProperDocs: thin hooks that hand the host's values to the core and its outcome back."""

import logging
import os
from datetime import date
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import write_file

from huiguan.compile.output import Page
from huiguan.compile.problem_page import problem_page
from huiguan.compile.sitemap import sitemap
from huiguan.emit import discard, prepare, publish
from huiguan.engines.club_build import Wish, build_club, compiled_folder, write_compiled
from huiguan.engines.mkdocs_options import Options, set_defaults, theme_values
from huiguan.engines.mkdocs_page import add_file, add_page
from huiguan.engines.report import one_text, tally
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Order, Outcome
from huiguan.problem import HuiguanError, Problem, Severity
from huiguan.wording import Words, words_of

log = logging.getLogger("mkdocs.plugins.huiguan")

# Folders of a club that a preview watches.
WATCHED = ("content", "events", "members", "vocabulary", "club.yml")


class HuiguanPlugin(BasePlugin[Options]):
    """Adds a club's pages, calendars and files to a site."""

    def __init__(self) -> None:
        super().__init__()
        self._command = "build"
        self._good: Outcome | None = None
        self._problems: tuple[Problem, ...] = ()
        self._order: Order | None = None
        self._words: Words = words_of("zh-Hans")
        self._site: Path | None = None
        self._failed = False
        self._config: MkDocsConfig | None = None
        self._addresses: list[tuple[str, date | None]] = []

    @property
    def outcome(self) -> Outcome | None:
        """The last good outcome."""
        return self._good

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remembers what is being done; being here also keeps this object over the rebuilds of a preview."""
        self._command = command

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads, checks and compiles the club, and gives the configuration what it leaves open."""
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        set_defaults(config, search=self.config.search == "material")
        wish = self._wish(config)
        self._run(wish, config)
        settings = self._good.compilation.press.club.settings if self._good and self._good.compilation else None
        edition = self._order.edition if self._order else Visibility.PUBLIC
        updated = self._words("site.updated", on=self._order.today) if self._order else ""
        config.extra["huiguan"] = theme_values(settings, edition, self._words, config.site_name, updated)
        config.watch.extend(str(wish.root / name) for name in WATCHED if (wish.root / name).exists())
        self._config = config
        if self._command != "serve":
            self._redirect_output(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the pages and files of the club, out of the nav unless the nav names them."""
        if self._good is None or self._good.compilation is None:
            self._add_problem_page(files, config)
            return files
        folder = compiled_folder(self._root(config), self._good.compilation.press.context.edition)
        for page in self._good.compilation.compiled.pages:
            add_page(page, str(folder / page.path), files, config)
        for file in self._good.compilation.compiled.files:
            add_file(file.path, str(folder / file.path), files, config)
        if self._problems_now():
            self._add_problem_page(files, config)
        return files

    def on_page_content(self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Fills the markers of hand-written pages, and shows a preview that something is wrong."""
        if self._good and self._good.compilation and "<!-- huiguan:" in html:
            html = self._good.compilation.blocks.fill(html, page.file.src_uri)
        return self._banner(page) + html if self._command == "serve" else html

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Notes the page for the sitemap, and takes out what no validator lets pass."""
        if page.canonical_url and page.meta.get("robots") != "noindex":
            self._addresses.append((page.canonical_url, self._changed(page)))
        # HOST(mkdocs-material<=9.8): `autocomplete` is not allowed on a checkbox.
        return output.replace(' type="checkbox" id="__drawer" autocomplete="off"', ' type="checkbox" id="__drawer"').replace(
            ' type="checkbox" id="__search" autocomplete="off"', ' type="checkbox" id="__search"'
        )

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes the sitemap."""
        if self._order and self._order.edition is Visibility.PUBLIC:
            write_file(sitemap(self._addresses), str(Path(config.site_dir) / "sitemap.xml"))
        self._addresses = []

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Remembers that the build failed, so that the last good site stays."""
        self._failed = True

    def on_shutdown(self) -> None:
        """Puts the finished site in its place, or leaves the last good one there."""
        if self._site is None or self._config is None:
            return
        site, self._site = self._site, None
        self._config.site_dir = str(site)
        finished = not self._failed and (site.with_name(f".{site.name}.next") / "index.html").exists()
        try:
            publish(site) if finished else discard(site)
        except OSError as error:
            raise PluginError(self._words("cli.site_not_moved", site=site, why=error.strerror or error)) from error

    def _wish(self, config: MkDocsConfig) -> Wish:
        wish = Wish(
            root=self._root(config),
            edition=Visibility(self.config.edition) if self.config.edition else None,
            today=_day(self.config.today or os.environ.get("HUIGUAN_TODAY")),
            language=self.config.language,
            site_url=config.site_url or None,
            use_directory_urls=config.use_directory_urls,
        )
        return wish.with_pages_of(Path(config.docs_dir))

    def _root(self, config: MkDocsConfig) -> Path:
        if self.config.root:
            return Path(self.config.root)
        return Path(config.config_file_path).parent if config.config_file_path else Path(config.docs_dir).parent

    def _run(self, wish: Wish, config: MkDocsConfig) -> None:
        """Builds the club; in a preview a broken one leaves the last good one standing.

        Raises:
            PluginError: The club has errors, and this is not a preview.
        """
        try:
            outcome, self._order, self._words = build_club(wish)
            self._problems = outcome.problems
            if outcome.compilation is not None:
                write_compiled(outcome, compiled_folder(wish.root, self._order.edition))
                self._good = outcome
                if not config.site_url:
                    config.site_url = outcome.compilation.press.club.settings.url
        except HuiguanError as error:
            self._problems = (error.problem,)
            outcome = None
        self._tell()
        if (outcome is None or outcome.compilation is None) and self._command != "serve":
            raise PluginError(tally(self._problems, self._words))

    def _tell(self) -> None:
        """Errors of records are the log's errors. Warnings are its information, since one warning fails `--strict`."""
        for problem in self._problems:
            text = one_text(problem, self._words)
            if problem.severity is Severity.ERROR:
                log.error(text)
            elif self.config.strict_warnings:
                log.warning(text)
            else:
                log.info(text)
        log.info(tally(self._problems, self._words))

    def _problems_now(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self._problems)

    def _add_problem_page(self, files: Files, config: MkDocsConfig) -> None:
        page = problem_page(self._problems, self._words)
        folder = self._root(config) / ".huiguan"
        source = folder / page.path
        write_file(page.as_markdown().encode(), str(source))
        add_page(page, str(source), files, config)
        if files.get_file_from_path("index.md") is None:
            home = Page(path="index.md", title=page.title, description=page.description, article=page.article, layout="plain")
            add_page(home, str(source), files, config)

    def _banner(self, page: HostPage) -> str:
        if not self._problems_now() or page.file.src_uri == "problems.md":
            return ""
        way = "../" * page.url.count("/") + "problems/"
        says = self._words("site.problems.banner", count=sum(found.severity is Severity.ERROR for found in self._problems))
        return f'<div class="hg-note hg-note--seal"><div><p><a href="{way}">{says}</a></p></div></div>\n'

    def _changed(self, page: HostPage) -> date | None:
        finished = getattr(page, "_finished", None)
        return finished.changed if isinstance(finished, Page) else None

    def _redirect_output(self, config: MkDocsConfig) -> None:
        """Lets the host write beside the site, so that a failed build leaves the last good one."""
        site = Path(config.site_dir)
        try:
            config.site_dir = str(prepare(site))
        except OSError as error:
            raise PluginError(self._words("cli.site_not_writable", site=site, why=error.strerror or error)) from error
        self._site, self._failed = site, False


def _day(typed: str | None) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise PluginError(words_of("zh-Hans")("cli.today_wrong", found=typed)) from None

