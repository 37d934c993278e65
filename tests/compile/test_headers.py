"""`_headers`: what servers are told, and a site that works under it."""

import base64
import functools
import hashlib
import http.server
import json
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from chromium import Tab
from huiguan.compile.headers import CALENDAR_CACHE, CALENDAR_TYPE, HASHED_CACHE, SECURITY, headers, inline_hashes, policy

DEPLOY = Path(__file__).parents[2] / "docs" / "handbook" / "deploy.md"


def sha(text: str) -> str:
    """A text's hash as a policy writes it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def rules_in(content: bytes) -> dict[str, dict[str, str]]:
    """The rules of a file `_headers`, by path."""
    rules: dict[str, dict[str, str]] = {}
    for line in content.decode().splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[list(rules)[-1]][name] = value
        elif line:
            rules[line] = {}
    return rules


@pytest.mark.parametrize(
    ("html", "sources"),
    [
        ("<script>a()</script>", {f"script-src {sha('a()')}"}),
        ("<SCRIPT type=module>a()</SCRIPT >", {f"script-src {sha('a()')}"}),
        ("<script type='text/javascript'>a()\r\nb()\r</script>", {f"script-src {sha(chr(10).join(['a()', 'b()', '']))}"}),
        ('<script type="importmap">{}</script>', {f"script-src {sha('{}')}"}),
        ("<style>p{}</style>", {f"style-src {sha('p{}')}"}),
        ('<style media="print">p{}</style>', {f"style-src {sha('p{}')}"}),
        ("<script></script>", {f"script-src {sha('')}"}),
        ("<script>潮</script><script>潮</script>", {f"script-src {sha('潮')}"}),
        (
            "İ<script>if (1 < 2) a('</p>')</script>",
            {f"script-src {sha(chr(105) + 'f (1 < 2) a(' + chr(39) + '</p>' + chr(39) + ')')}"},
        ),
        ('<script data-a="1 > 0">a()</script>', {f"script-src {sha('a()')}"}),
        ('<script src="x.js"></script>', set()),
        ('<script type="application/ld+json">{"a":1}</script>', set()),
        ('<script id="__config" type="application/json">{}</script>', set()),
        ("<scripts>a()</scripts><styled>b</styled>", set()),
        ("<script>a()", set()),
        ("<p title='a'>b</p>", set()),
    ],
)
def test_the_inline_parts_of_a_page_are_found(html: str, sources: set[str]) -> None:
    """Scripts that run and styles, by the hash of their text; blocks of data need none."""
    assert inline_hashes(html) == sources


def test_a_policy_allows_what_the_pages_hold_and_no_other_host() -> None:
    """Each hash once and sorted, in the same order whatever the order of the pages."""
    pages = [b"<script>b()</script><style>p{}</style>", b"<script>a()</script>", b"<script>b()</script>"]
    assert policy(pages) == policy(reversed(pages))
    assert policy(pages).split("; ") == [
        "default-src 'self'",
        " ".join(["script-src 'self'", *sorted([sha("a()"), sha("b()")])]),
        f"style-src 'self' {sha('p{}')}",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]


def test_only_hashed_files_of_the_theme_are_kept_for_a_year() -> None:
    """A name that changes with its content may be kept; a member's file, the calendars and our own files may not."""
    paths = [
        "assets/javascripts/bundle.a5f9d56c.min.js",
        "assets/stylesheets/main.57a0d79d.min.css",
        "assets/stylesheets/huiguan-tokens.css",
        "assets/javascripts/bundle.a5f9d56c.min.js.map",
        "assets/club/logo.a5f9d56c.svg",
        "toolkit/x/prices.20261121.csv",
        "calendar/all.ics",
        "index.html",
    ]
    rules = rules_in(headers(policy([]), paths=paths))
    assert rules == {
        "/*": {**SECURITY, "Content-Security-Policy": policy([])},
        "/calendar/*": {"Content-Type": "text/calendar; charset=utf-8", "Cache-Control": "public, max-age=900"},
        "/assets/javascripts/bundle.a5f9d56c.min.js": {"Cache-Control": "public, max-age=31536000, immutable"},
        "/assets/stylesheets/main.57a0d79d.min.css": {"Cache-Control": "public, max-age=31536000, immutable"},
    }


def test_the_folder_of_the_search_index_is_kept_for_a_year_and_its_manifest_is_not() -> None:
    """The folder is named after what it holds; the manifest, under a fixed name, tells which folder is the newest."""
    paths = ["assets/search/index.json", "assets/search/0123456789ab/t0.bin", "assets/search/0123456789ab/r1.json"]
    rules = [line for line in headers(policy([]), paths=paths).decode().splitlines() if "/assets/search/" in line]
    assert rules == ["/assets/search/0123456789ab/*"]


def test_an_edition_that_is_not_public_stays_out_of_shared_caches() -> None:
    """What lies behind a password is not kept by those in between, nor listed by search engines."""
    rules = rules_in(headers(policy([]), paths=["assets/a.0123abcd.js"], is_public=False))
    assert rules["/*"]["X-Robots-Tag"] == "noindex, nofollow"
    assert {rule["Cache-Control"].partition(",")[0] for rule in rules.values() if "Cache-Control" in rule} == {"private"}


def test_hosts_read_the_file_whole() -> None:
    """At most 100 rules, no header in two rules that meet, no line that Cloudflare would cut."""
    rules = rules_in(
        headers(policy([b"<script>a()</script>"]), paths=[f"assets/{number:08x}.{number:08x}.js" for number in range(300)])
    )
    assert len(rules) == 100
    assert not rules["/*"].keys() & {name for path, rule in rules.items() if path != "/*" for name in rule}


class _WithHeaders(http.server.SimpleHTTPRequestHandler):
    """Serves a site with the headers that its rules give, as Netlify does."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def end_headers(self) -> None:
        """Adds the headers of every rule that meets the path."""
        for name, value in _headers_for(self.path.partition("?")[0], Path(self.directory) / "_headers").items():
            self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: object) -> str:
        """The type, unless a rule gives it."""
        return "" if str(path).endswith(".ics") else super().guess_type(path)  # type: ignore[arg-type]  # a path as text


def _headers_for(path: str, file: Path) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for pattern, values in rules_in(file.read_bytes()).items():
        if path == pattern or (pattern.endswith("*") and path.startswith(pattern[:-1])):
            found |= values
    return found


@pytest.fixture(scope="module")
def address(demo: Path) -> Iterator[str]:
    """The site on a local port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_WithHeaders, directory=str(demo)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def tab(browser: Chrome, address: str) -> Iterator[Tab]:
    """A tab that notes every violation of the policy from the first moment of each page."""
    tab = Tab(browser, address)
    told = "`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`"
    listener = f"addEventListener('securitypolicyviolation', (event) => violations.push({told}));"
    script = f"globalThis.violations = []; {listener}"
    identifier = tab.tell("Page.addScriptToEvaluateOnNewDocument", source=script)["identifier"]
    yield tab
    tab.tell("Page.removeScriptToEvaluateOnNewDocument", identifier=identifier)
    tab.close()


def complaints(tab: Tab) -> list[str]:
    """What the policy forbade on the page, by its events and by the console."""
    return [*tab.run("return violations"), *(line for line in tab.console() if "Content Security Policy" in line)]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("", "light"),
        ("cases/douyin-tea-return-rate/", "dark"),
        ("events/", "light"),
        ("events/weekly-talk/", "dark"),
        ("whitepapers/data-definitions/", "light"),
        ("handbook/deploy/", "dark"),
    ],
)
def test_pages_work_under_the_policy(tab: Tab, path: str, scheme: str) -> None:
    """No page, opened by day and read into the night or the other way round, asks for what its own policy forbids.

    Its scripts have run and its styles hold.
    """
    tab.open(path, scheme=scheme)
    for now in (scheme, *{"light", "dark"} - {scheme}):
        tab.turn(now)
        assert complaints(tab) == []
        assert tab.run("return getComputedStyle(document.documentElement).getPropertyValue('--hg-tide') !== ''")
    assert tab.strangers() == []


@pytest.mark.browser
@pytest.mark.slow
def test_search_works_under_the_policy(tab: Tab) -> None:
    """Its worker may start, and what it finds may be shown."""
    tab.open("")
    assert tab.seek("退货率")
    assert complaints(tab) == []


@pytest.mark.browser
@pytest.mark.slow
def test_the_policy_holds_what_is_not_ours(tab: Tab) -> None:
    """A script, a handler, a style and a picture of another host that got into a page do nothing: the test sees violations."""
    tab.open("")
    tab.run(
        "const bad = document.createElement('div');"
        'bad.innerHTML = \'<img src="https://elsewhere.example.com/x.png" onerror="alert(1)"><style>p{}</style>\';'
        "document.body.append(bad);"
        "const script = document.createElement('script'); script.textContent = 'alert(2)'; document.body.append(script);"
    )
    tab.wait("return violations.length >= 3")
    assert {line.partition(" ")[0] for line in tab.run("return violations")} >= {"img-src", "style-src-elem", "script-src-elem"}


@pytest.mark.slow
def test_the_demo_has_headers_that_hosts_read_whole(demo: Path) -> None:
    """A line is at most 2,000 characters, and every page's inline parts are allowed."""
    content = (demo / "_headers").read_bytes()
    assert max(len(line) for line in content.splitlines()) <= 2000
    allowed = rules_in(content)["/*"]["Content-Security-Policy"]
    needed = {source for page in demo.rglob("*.html") for source in inline_hashes(page.read_text(encoding="utf-8"))}
    assert [source for source in needed if source.partition(" ")[2] not in allowed] == []
    assert len(needed) >= 5


@pytest.mark.slow
def test_the_written_home_says_who_the_club_is(demo: Path) -> None:
    """A home that the club has written itself carries the club and its site, too."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', (demo / "index.html").read_text(encoding="utf-8"))
    assert [[node["@type"] for node in json.loads(text)["@graph"]] for text in found] == [["Organization", "WebSite"]]


def blocks() -> dict[str, str]:
    """The samples of the handbook's page on deployment, by the word that they stand for."""
    found = re.findall(r"^ *```\w+\n(.*?)^ *```", DEPLOY.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    marks = {
        "caddy": "file_server",
        "nginx": "try_files",
        "apache": "<FilesMatch",
        "oss": "ossutil set-meta",
        "oss2": "ossutil cp",
        "cos": "coscli",
    }
    return {name: next(text for text in found if mark in text) for name, mark in marks.items()}


@pytest.mark.parametrize("server", ["caddy", "nginx", "apache", "oss", "oss2", "cos"])
def test_the_handbook_gives_every_server_the_same_values(server: str) -> None:
    """Type and cache times of the calendars; where the server can tell files by their name, the hashed ones, too."""
    text = blocks()[server]
    assert CALENDAR_TYPE in text
    assert CALENDAR_CACHE in text
    if server in {"caddy", "nginx", "apache"}:
        assert HASHED_CACHE in text


@pytest.mark.parametrize("server", ["caddy", "nginx", "apache"])
def test_the_handbook_takes_the_policy_from_the_build(server: str) -> None:
    """No server's sample holds a policy that would grow old: each includes what the command below has written."""
    assert re.search(r"(import|include|Include) \S*/huiguan-headers", blocks()[server])
    assert "Content-Security-Policy" not in blocks()[server]


@pytest.mark.parametrize(
    "line", ['header {name} "{value}"', 'add_header {name} "{value}" always;', 'Header always set {name} "{value}"']
)
def test_the_commands_of_the_handbook_turn_our_file_into_the_servers(tmp_path: Path, line: str) -> None:
    """Run as they stand there, they write every security header and the policy in that server's words."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "_headers").write_bytes(headers(policy([b"<script>a()</script>"]), paths=["assets/a.0123abcd.js"]))
    commands = re.findall(r"^ *(sed .*?) *> *huiguan-headers\S*$", DEPLOY.read_text(encoding="utf-8"), re.MULTILINE)
    command = next(text for text in commands if f"/{line.partition('{')[0]}" in text)
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True)
    values = {**SECURITY, "Content-Security-Policy": policy([b"<script>a()</script>"])}
    assert done.stdout.splitlines() == [line.format(name=name, value=value) for name, value in values.items()]
