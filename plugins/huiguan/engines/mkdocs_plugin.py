"""The plugin for MkDocs and ProperDocs: thin hooks that hand the host's values to the core and its outcome back."""

import logging
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import write_file

from huiguan.compile.json_ld import home_json_ld
from huiguan.compile.output import Page
from huiguan.compile.sitemap import sitemap
from huiguan.compile.template_code import TemplateCode
from huiguan.emit import failure_of
from huiguan.engines.club_build import (
    LANGUAGE_VARIABLE,
    TODAY_VARIABLE,
    Wish,
    build_club,
    work_folder,
)
from huiguan.engines.collector import collect_seldom, end_quickly
from huiguan.engines.mkdocs_options import Options, set_defaults, theme_values
from huiguan.engines.mkdocs_page import add_file, add_page
from huiguan.engines.mkdocs_search import SearchWriting, built_pages
from huiguan.engines.problem_home import add_problem_page, banner, errors_in
from huiguan.engines.report import one_text, tally
from huiguan.engines.site_headers import policy_of, write_headers
from huiguan.engines.site_nav import complete_nav
from huiguan.engines.site_swap import SiteSwap, is_preview
from huiguan.engines.theme_shell import ThemeShells
from huiguan.engines.today import day_of
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Order, Outcome
from huiguan.problem import HuiguanError, Place, Problem, Severity
from huiguan.wording import Words, words_of

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # its web server takes a while to import

log = logging.getLogger("mkdocs.plugins.huiguan")

SETTINGS_FILE = "club.yml"
# Folders of a club that a preview watches.
WATCHED = ("content", "events", "members", "board", "calendars", "vocabulary", "club.yml")


class HuiguanPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # of MkDocs
    """Adds a club's pages, calendars and files to a site."""

    def __init__(self) -> None:
        super().__init__()
        # Who drives a build without saying so never says that it is over either: then nothing is held back.
        self._command = ""
        self._good: Outcome | None = None
        self._problems: tuple[Problem, ...] = ()
        self._order: Order | None = None
        self._words: Words = words_of("zh-Hans")
        self._swap = SiteSwap()
        self._is_strict = False
        self._addresses: list[tuple[str, date | None]] = []
        self._search = SearchWriting()

    @property
    def outcome(self) -> Outcome | None:
        """The last good outcome."""
        return self._good

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remembers what is being done; being here also keeps this object over the rebuilds of a preview."""
        self._command = command
        if command != "serve":
            collect_seldom()

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads, checks and compiles the club, and gives the configuration what it leaves open."""
        os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
        set_defaults(config, search=self.config.search)
        self._addresses, self._is_strict = [], config.strict
        wish = self.wish(config)
        self._run(wish, config)
        settings = self._good.compilation.press.club.settings if self._good and self._good.compilation else None
        edition = self._order.edition if self._order else Visibility.PUBLIC
        updated = self._words("site.updated", on=self._order.today) if self._order else ""
        config.extra["huiguan"] = theme_values(settings, edition, self._words, config, updated=updated, search=self.config.search)
        config.watch.extend(str(wish.root / name) for name in WATCHED if (wish.root / name).exists())
        if self._command not in {"", "serve"} and not is_preview(config):
            self._begin(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the pages and files of the club, out of the nav unless the nav names them, and has search written beside."""
        compilation = self._good.compilation if self._good else None
        if compilation is not None:
            root = self._root(config)
            for page in compilation.compiled.pages:
                add_page(page, str(root / (page.source or SETTINGS_FILE)), files, config)
            for file in compilation.compiled.files:
                add_file(file, str(root / SETTINGS_FILE), files, config)
            if self._order:
                self._search.begin(compilation, Path(config.site_dir), self._order.workers)
        if errors_in(self._problems):
            folder = work_folder(self._root(config))
            add_problem_page(self._problems, self._words, folder, files, config, as_home=compilation is None)
        complete_nav(files, compilation.press.club if compilation else None, self._words, config)
        return files

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Draws the frame around our pages once for many of them, after other plugins have changed what templates know."""
        env.bytecode_cache = env.bytecode_cache or TemplateCode(env)
        pages = [file.page for file in files.documentation_pages()]
        ThemeShells.install(pages, env, lambda: log.info(self._words("cli.no_shell")))
        return env

    def on_page_content(self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Fills the markers of hand-written pages, and shows a preview that something is wrong."""
        if self._good and self._good.compilation and "<!-- huiguan:" in html:
            html = self._good.compilation.blocks.fill(html, page.file.src_uri)
        if self._good and self._good.compilation and page.is_homepage:
            page.meta.setdefault("json_ld", home_json_ld(self._good.compilation.press))
        return banner(self._problems, self._words, page, files) + html if self._command == "serve" else html

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Notes the page for the sitemap, and takes out what no validator lets pass."""
        if page.canonical_url and page.meta.get("robots") != "noindex":
            self._addresses.append((page.canonical_url, self._changed(page)))
        # HOST(mkdocs-material<=9.8): `autocomplete` is not allowed on a checkbox.
        return output.replace(' type="checkbox" id="__drawer" autocomplete="off"', ' type="checkbox" id="__drawer"').replace(
            ' type="checkbox" id="__search" autocomplete="off"', ' type="checkbox" id="__search"'
        )

    def on_serve(self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: object) -> "LiveReloadServer":  # noqa: ARG002
        """Watches the club's own folder, so that a `club.yml` that is made later is seen; what lies in it is watched by name."""
        server.watch(str(self._root(config)), recursive=False)
        return server

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes the sitemap, and what servers say along with each file. It is the last hook of a build that went through."""
        if self._order and self._order.edition is Visibility.PUBLIC:
            write_file(sitemap(self._addresses), str(Path(config.site_dir) / "sitemap.xml"))
        site = Path(config.site_dir)
        content_policy = policy_of(site)  # goes through all pages while search is still being written
        self._finish_search()
        if self._order:
            write_headers(site, content_policy, self._order.edition)
        self._swap.finished()

    def on_build_error(self, *, error: Exception) -> None:
        """Remembers that the build failed, so that the last good site stays; a full disk is said in a sentence."""
        self._swap.failed()
        self._search.stop()
        if isinstance(error, OSError) and self._command != "serve":
            raise self._stop([failure_of(error, self._swap.site)]) from error

    def on_shutdown(self) -> None:
        """Puts the finished site in its place, or leaves the last good one there."""
        self._search.stop()  # an interrupted build comes here at once: nothing may write to a folder that is removed
        try:
            self._swap.end()
        except HuiguanError as error:
            raise self._stop([error.problem]) from error
        if self._command != "serve":
            end_quickly()

    def wish(self, config: MkDocsConfig) -> Wish:
        """What the configuration asks for."""
        language = self.config.language or os.environ.get(LANGUAGE_VARIABLE)
        return Wish(
            root=self._root(config),
            edition=Visibility(self.config.edition) if self.config.edition else None,
            today=_day(self.config.today or os.environ.get(TODAY_VARIABLE), language),
            language=language,
            site_url=config.site_url or None,
            use_directory_urls=config.use_directory_urls,
            docs=Path(config.docs_dir),
            last_site=Path(config.site_dir),
            has_search=self.config.search == "huiguan",
            is_built=built_pages(config),
        )

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
            self._build(wish, config)
        except HuiguanError as error:
            self._problems = (error.problem,)
        except Exception as error:
            if self._command != "serve":
                raise
            # HOST(mkdocs<=1.6): after an exception in a rebuild the preview answers no request until it is mended.
            log.debug("", exc_info=error)
            found = f"{type(error).__name__}: {error}"
            self._problems = (Problem(code="INTERNAL", place=Place(file="huiguan"), found=found),)
        self._tell()
        if errors_in(self._problems) and self._command != "serve":
            raise PluginError(self._words("cli.stopped"))

    def _build(self, wish: Wish, config: MkDocsConfig) -> None:
        outcome, self._order, self._words = build_club(wish)
        self._problems = outcome.problems
        if outcome.compilation is not None:
            self._good = outcome
            if not config.site_url:
                config.site_url = outcome.compilation.press.club.settings.url

    def _tell(self) -> None:
        """Errors of records are the log's errors. Warnings are its information, since one warning fails `--strict`."""
        for problem in self._problems:
            is_error = problem.severity is Severity.ERROR
            # A strict preview must not stop at what it is there to show.
            log.log(self._level(is_error=is_error), one_text(problem, self._words))
        log.info(tally(self._problems, self._words))

    def _level(self, *, is_error: bool) -> int:
        if self._command == "serve" and self._is_strict:
            return logging.INFO
        if is_error:
            return logging.ERROR
        return logging.WARNING if self.config.strict_warnings else logging.INFO

    def _stop(self, problems: list[Problem]) -> PluginError:
        """The error that ends a host's command with these problems and without a traceback."""
        return PluginError("\n".join(one_text(problem, self._words) for problem in problems))

    def _begin(self, config: MkDocsConfig) -> None:
        try:
            self._swap.begin(config)
        except HuiguanError as error:
            raise self._stop([error.problem]) from error

    def _finish_search(self) -> None:
        """Waits until the search index lies in the site.

        Raises:
            PluginError: It is not right, and this is not a preview, which would answer no request from then on.
        """
        try:
            self._search.finish()
        except HuiguanError as error:
            if self._command != "serve":
                raise self._stop([error.problem]) from error
            log.error(one_text(error.problem, self._words))  # noqa: TRY400 - a sentence, not a traceback

    def _changed(self, page: HostPage) -> date | None:
        finished = getattr(page, "_finished", None)
        return finished.changed if isinstance(finished, Page) else None


def _day(typed: object, language: str | None) -> date | None:
    """The day that somebody typed, in YAML or in the environment; None where nobody did."""
    if not typed:
        return None
    try:
        return day_of(str(typed))
    except ValueError:
        raise PluginError(words_of(language or "zh-Hans")("cli.today_wrong", found=typed)) from None
