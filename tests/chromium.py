"""A site in Chromium: served on a local port, opened as a reader opens it, looked at from inside."""

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

BINARY, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
PHONE, DESK = 390, 1280
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync "
    # A window without tabs and bars, and one process for all pages: a third of the time goes into these.
    "--app=data:, --disable-site-isolation-trials --renderer-process-limit=1"
)
# The page's clock, set before any script of the page runs; it goes on from there.
_CLOCK = """
const real = Date, shift = real.parse("%s") - real.now();
globalThis.Date = class extends real {
  constructor(...given) { given.length ? super(...given) : super(real.now() + shift); }
  static now() { return real.now() + shift; }
};
"""
# Asked of all elements at once: Selenium itself would send its script anew for each of them.
_IS_DISPLAYED = (resources.files("selenium.webdriver.remote") / "isDisplayed.js").read_text(encoding="utf-8")
_SHOWN = f"""
const isDisplayed = {_IS_DISPLAYED};
return [...document.querySelectorAll(arguments[0])].filter((each) => isDisplayed(each)).map((each) => each.innerText);
"""
# What a page owes a reader who hears it or goes through it by keyboard; each line of the answer is one fault.
_FAULTS = r"""
const faults = [], all = (selector) => [...document.querySelectorAll(selector)];
const seen = (element) => element.checkVisibility({ checkVisibilityCSS: true });
const name = (element) => (element.getAttribute("aria-label") || element.title || element.alt
  || [...element.querySelectorAll("img[alt]")].map((image) => image.alt).join("") || element.textContent).trim();
const say = (fault, element) => faults.push(`${fault}: ${element.outerHTML.slice(0, 120)}`);
const h1 = all("h1").filter(seen);
if (h1.length !== 1) faults.push(`${h1.length} h1`);
if (!document.documentElement.lang) faults.push("no language");
for (const tag of ["header", "main", "footer"]) {
  const found = all(`${tag}:not(main *)`).length;
  if (found !== 1) faults.push(`${found} <${tag}>`);
}
let level = 0;
for (const head of all("main article :is(h1, h2, h3, h4)")) {
  if (Number(head.tagName[1]) > level + 1) say(`h${level} before`, head);
  level = Number(head.tagName[1]);
}
for (const image of all("img:not([alt]), svg[role=img]:not([aria-label])")) say("no words for", image);
for (const link of all("a[href], button, summary, [role=button]")) if (seen(link) && !name(link)) say("no name", link);
for (const field of all("input:not([type=hidden]), select, textarea")) {
  if (seen(field) && !field.disabled && !field.labels.length && !field.ariaLabel) say("no label", field);
}
for (const item of all("main article li")) if (!["UL", "OL"].includes(item.parentElement.tagName)) say("not in a list", item);
for (const odd of all("main article :is(ul, ol) > :not(li)")) say("not an item", odd);
for (const odd of all("main article dl > :not(dt, dd, div)")) say("not in a dl", odd);
for (const region of all("[role=region], nav:not(.md-code__nav, [aria-labelledby])")) {
  if (!region.ariaLabel) say("no label", region);
}
for (const forced of all("[tabindex]")) if (forced.tabIndex > 0) say("tabindex", forced);
const ids = all("[id]").map((element) => element.id);
for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index))) faults.push(`id ${id} twice`);
for (const styled of all("main article [style]")) say("style attribute", styled);
return faults;
"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files, says nothing, and gives the page for what is not there."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for 404, as a host gives it."""
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a local port: modules and search do not load from files."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def started(profile: Path) -> webdriver.Chrome:
    """Chromium without a window, which tells of every request and of every word in its console."""
    options = Options()
    options.binary_location = str(BINARY)
    for flag in (*_FLAGS.split(), f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(str(DRIVER)))


class Tab:
    """One tab on one site; parts of a page are named by their selectors."""

    def __init__(self, browser: webdriver.Chrome, address: str, *, now: str | None = None) -> None:
        self.browser, self.address, self.now = browser, address, now
        self._clock: str | None = None

    def tell(self, command: str, **values: object) -> dict[str, Any]:
        """One command of the DevTools protocol."""
        answer: dict[str, Any] = self.browser.execute_cdp_cmd(command, values)  # type: ignore[no-untyped-call]
        return answer

    def open(
        self,
        path: str = "",
        *,
        width: int = DESK,
        zone: str = "Asia/Shanghai",
        scheme: str = "light",
        scripts: bool = True,
        now: str | None = None,
    ) -> None:
        """Opens a page afresh; `now` is the moment on the visitor's clock, else the tab's own, else the real one."""
        self.resize(width, scheme)
        self.tell("Emulation.setTimezoneOverride", timezoneId=zone)
        self.tell("Emulation.setScriptExecutionDisabled", value=not scripts)
        self._set_clock(now or self.now)
        self.browser.get("about:blank")
        self.forget()
        self.browser.get(self.address + path)
        if scripts:
            self.wait("return document.readyState === 'complete' && !document.documentElement.classList.contains('no-js')")
            self.wait("return !document.querySelector('[data-hg-copy]') || !!document.querySelector('.hg-said')")

    def resize(self, width: int, scheme: str = "light") -> None:
        """Another screen, by day or by night, without loading the page anew."""
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def turn(self, scheme: str, width: int = DESK) -> None:
        """Day or night, once the page has followed."""
        self.resize(width, scheme)
        self.wait(f"return document.body.dataset.mdColorScheme === '{'slate' if scheme == 'dark' else 'default'}'")

    def _set_clock(self, now: str | None) -> None:
        if self._clock is not None:
            self.tell("Page.removeScriptToEvaluateOnNewDocument", identifier=self._clock)
            self._clock = None
        if now is not None:
            self._clock = str(self.tell("Page.addScriptToEvaluateOnNewDocument", source=_CLOCK % now)["identifier"])

    def close(self) -> None:
        """Leaves the browser as the next test expects it."""
        self.tell("Emulation.setScriptExecutionDisabled", value=False)
        self._set_clock(None)

    def run(self, script: str, *given: object) -> Any:  # noqa: ANN401 - whatever the script returns
        """What a script in the page returns."""
        return self.browser.execute_script(script, *given)  # type: ignore[no-untyped-call]

    def wait(self, script: str) -> None:
        """Until the script says true."""
        WebDriverWait(self.browser, 10, poll_frequency=0.05).until(lambda _: self.run(script))

    def find(self, selector: str) -> WebElement:
        """The first element of that selector."""
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def press(self, selector: str) -> None:
        """Enter on the element, as by keyboard."""
        self.find(selector).send_keys(Keys.ENTER)

    def text(self, selector: str) -> str:
        """All text in the first element of that selector, shown or not."""
        return str(self.find(selector).get_property("textContent"))

    def shown(self, selector: str) -> list[str]:
        """The text of every element of that selector that can be seen, white space folded."""
        return [" ".join(text.split()) for text in self.run(_SHOWN, selector)]

    def forget(self) -> None:
        """Drops what was noted so far of requests and console."""
        self.browser.get_log("performance")  # type: ignore[no-untyped-call]
        self.browser.get_log("browser")  # type: ignore[no-untyped-call]

    def console(self) -> list[str]:
        """What the browser complained of since the page was opened."""
        return [str(entry["message"]) for entry in self.browser.get_log("browser")]  # type: ignore[no-untyped-call]

    def strangers(self) -> list[str]:
        """Every address that was asked for on another host since the page was opened."""
        noted = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]  # type: ignore[no-untyped-call]
        asked = [str(entry["params"]["request"]["url"]) for entry in noted if entry["method"] == "Network.requestWillBeSent"]
        own = urlsplit(self.address).netloc
        return sorted(
            {url for url in asked if urlsplit(url).scheme not in {"data", "blob", "about"} and urlsplit(url).netloc != own}
        )

    def faults(self) -> list[str]:
        """What the page owes readers who hear it or use a keyboard."""
        return list(self.run(_FAULTS))

    def overflow(self) -> str:
        """The parts that stick out of the page sideways; empty where none does."""
        script = """
        const width = document.documentElement.scrollWidth;
        if (width <= innerWidth) return "";
        const all = [...document.querySelectorAll("body *")];
        const out = all.filter((each) => each.getBoundingClientRect().right > innerWidth + 1);
        return `${width} px: ` + out.slice(-3).map((each) => each.outerHTML.slice(0, 90)).join(" | ");
        """
        return str(self.run(script))

    def seek(self, words: str) -> list[str]:
        """The titles that the search box finds for words, as the reader sees them."""
        field = self.find(".hg-search__field")
        if not field.is_displayed():
            self.find("header [data-hg-search-open]").click()
        field.send_keys(words)
        self.wait("return !!document.querySelector('#hg-search-list strong')")  # not what was searched lately
        return self.shown("#hg-search-list strong")
