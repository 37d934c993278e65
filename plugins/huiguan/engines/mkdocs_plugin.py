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
from huiguan.compile.long_address import with_breaking_addresses
from huiguan.compile.output import Page
from huiguan.compile.sitemap import sitemap
from huiguan.compile.template_code import TemplateCode
from huiguan.emit import failure_of
from huiguan.engines.club_build import Wish, work_folder
from huiguan.engines.collector import collect_seldom, end_quickly
from huiguan.engines.hosted_club import HostedClub
from huiguan.engines.mkdocs_options import Options, set_defaults, theme_values
from huiguan.engines.mkdocs_page import FinishedPage, add_file, add_page
from huiguan.engines.mkdocs_search import SearchWriting
from huiguan.engines.mkdocs_wish import club_root, wish_of
from huiguan.engines.problem_home import add_problem_page, banner, errors_in
from huiguan.engines.report import one_text
from huiguan.engines.site_headers import policy_of, write_headers
from huiguan.engines.site_nav import complete_nav
from huiguan.engines.site_swap import SiteSwap, is_preview
from huiguan.engines.theme_shell import ThemeShells
from huiguan.model.visibility import Visibility
from huiguan.pipeline import Outcome
from huiguan.problem import HuiguanError
from huiguan.read.tree import SETTINGS_FILE

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # its web server takes a while to import

log = logging.getLogger("mkdocs.plugins.huiguan")

# Folders of a club that a preview watches.
WATCHED = ("content", "events", "members", "board", "calendars", "vocabulary", SETTINGS_FILE)


class HuiguanPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # of MkDocs
    """Adds a club's pages, calendars and files to a site."""

    def __init__(self) -> None:
        super().__init__()
        # Who drives a build without saying so never says that it is over either: then nothing is held back.
        self._command = ""
        self._club = HostedClub()
        self._swap = SiteSwap()
        self._addresses: list[tuple[str, date | None]] = []
        self._search = SearchWriting()

    @property
    def outcome(self) -> Outcome | None:
        """The last good outcome."""
        return self._club.good

    @property
    def _is_served(self) -> bool:
        return self._command == "serve"

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
        self._addresses = []
        wish = self.wish(config)
        self._build(wish, config)
        club, words = self._club, self._club.words
        has_search = club.compilation or self.config.search != "huiguan"  # ours asks an index that comes with the club
        search = self.config.search if has_search else "none"
        settings = club.compilation.press.club.settings if club.compilation else None
        updated = words("site.updated", on=club.order.today) if club.order else ""
        config.extra["huiguan"] = theme_values(settings, club.edition, words, config, updated=updated, search=search)
        config.watch.extend(str(wish.root / name) for name in WATCHED if (wish.root / name).exists())
        if self._command not in {"", "serve"} and not is_preview(config):
            self._begin(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the pages and files of the club, out of the nav unless the nav names them, and has search written beside."""
        club, root = self._club, club_root(self.config, config)
        compilation = club.compilation
        if compilation is not None:
            for page in compilation.compiled.pages:
                add_page(page, str(root / (page.source or SETTINGS_FILE)), files, config)
            for file in compilation.compiled.files:
                add_file(file, str(root / SETTINGS_FILE), files, config)
            if club.order:
                self._search.begin(compilation, Path(config.site_dir), club.order.workers)
        if errors_in(club.problems):
            add_problem_page(club.problems, club.words, work_folder(root), files, config, as_home=compilation is None)
        complete_nav(files, compilation.press.club if compilation else None, club.words, config)
        return files

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Draws the frame around our pages once for many of them, after other plugins have changed what templates know."""
        env.bytecode_cache = env.bytecode_cache or TemplateCode(env)
        pages = [file.page for file in files.documentation_pages()]
        ThemeShells.install(pages, env, lambda: log.info(self._club.words("cli.no_shell")))
        return env

    def on_page_content(self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Fills the markers of hand-written pages, sets their addresses, and shows a preview that something is wrong."""
        compilation = self._club.compilation
        if compilation and "<!-- huiguan:" in html:
            html = compilation.blocks.fill(html, page.file.src_uri)
        if not isinstance(page, FinishedPage):
            html = with_breaking_addresses(html)
        if compilation and page.is_homepage:
            page.meta.setdefault("json_ld", home_json_ld(compilation.press))
        return banner(self._club.problems, self._club.words, page, files) + html if self._is_served else html

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
        server.watch(str(club_root(self.config, config)), recursive=False)
        return server

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes the sitemap, and what servers say along with each file. It is the last hook of a build that went through."""
        if self._club.order and self._club.edition is Visibility.PUBLIC:
            write_file(sitemap(self._addresses), str(Path(config.site_dir) / "sitemap.xml"))
        site = Path(config.site_dir)
        content_policy = policy_of(site)  # goes through all pages while search is still being written
        self._finish_search()
        if self._club.order:
            write_headers(site, content_policy, self._club.edition)
        self._swap.finished()

    def on_build_error(self, *, error: Exception) -> None:
        """Remembers that the build failed, so that the last good site stays; a full disk is said in a sentence."""
        self._swap.failed()
        self._search.stop()
        if isinstance(error, OSError) and not self._is_served:
            raise self._club.stop(failure_of(error, self._swap.site)) from error

    def on_shutdown(self) -> None:
        """Puts the finished site in its place, or leaves the last good one there."""
        self._search.stop()  # an interrupted build comes here at once: nothing may write to a folder that is removed
        try:
            self._swap.end()
        except HuiguanError as error:
            raise self._club.stop(error.problem) from error
        if not self._is_served:
            end_quickly()

    def wish(self, config: MkDocsConfig) -> Wish:
        """What the configuration asks for."""
        return wish_of(self.config, config)

    def _build(self, wish: Wish, config: MkDocsConfig) -> None:
        """Builds the club and tells its problems.

        Raises:
            PluginError: The club has errors, and this is not a preview.
        """
        built = self._club.build(wish, is_preview=self._is_served)
        if built and not config.site_url:
            config.site_url = built.press.club.settings.url
        # A strict preview must not stop at what it is there to show. Else warnings are information: one of them fails `--strict`.
        is_muted = self._is_served and config.strict
        warnings = logging.WARNING if self.config.strict_warnings and not is_muted else logging.INFO
        self._club.tell(errors=logging.INFO if is_muted else logging.ERROR, warnings=warnings)
        if errors_in(self._club.problems) and not self._is_served:
            raise PluginError(self._club.words("cli.stopped"))

    def _begin(self, config: MkDocsConfig) -> None:
        try:
            self._swap.begin(config)
        except HuiguanError as error:
            raise self._club.stop(error.problem) from error

    def _finish_search(self) -> None:
        """Waits until the search index lies in the site.

        Raises:
            PluginError: It is not right, and this is not a preview, which would answer no request from then on.
        """
        try:
            self._search.finish()
        except HuiguanError as error:
            if not self._is_served:
                raise self._club.stop(error.problem) from error
            log.error(one_text(error.problem, self._club.words))  # noqa: TRY400 - a sentence, not a traceback

    def _changed(self, page: HostPage) -> date | None:
        finished = getattr(page, "_finished", None)
        return finished.changed if isinstance(finished, Page) else None
