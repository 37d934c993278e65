"""Chromium for measuring: a fresh visitor each time, slowed down as a middling phone where asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from bench.search_server import BLANK, DRIVERS_PATH, Host
from bench.search_sites import Engine

BINARY, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
_FLAGS = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update"
_SIZE = "--window-size=1280,900"  # where the box stands open in the header
_PATIENCE = 115  # seconds for one script: Material builds its index in the browser
_AT_ONCE = 20
CPU_SLOWER = 4
# The preset "Fast 4G" of Chromium's own tools.
_FAST_4G = {"offline": False, "latency": 165, "downloadThroughput": 1_012_500, "uploadThroughput": 168_750}
_NO_LIMIT = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
# Opens an engine and keeps it for later scripts; answers with the milliseconds it took.
_OPEN = """
const [drivers, name, root, place, done] = arguments;
let begun;
import(drivers).then((found) => {
  begun = performance.now();
  return found[name](root, place);
}).then((ask) => {
  window.ask = ask;
  done({ ms: performance.now() - begun });
}).catch((error) => done({ error: String(error) }));
"""
# Asks one query after the other; answers with what each found and how many milliseconds it took.
_ASK = """
const [queries, limit, times, done] = arguments;
(async () => {
  const answers = [];
  for (const query of queries) {
    const ms = [];
    let found;
    for (let time = 0; time < times; time++) {
      const begun = performance.now();
      found = await window.ask(query, limit);
      ms.push(performance.now() - begun);
    }
    answers.push({ found, ms });
  }
  done({ answers });
})().catch((error) => done({ error: String(error) }));
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query found, and after how many milliseconds each time that it was asked in a row."""

    found: list[str]
    ms: list[float]


class Visitor:
    """One tab on one site."""

    def __init__(self, browser: webdriver.Chrome, host: Host) -> None:
        self.browser, self.host = browser, host

    def tell(self, command: str, **values: object) -> dict[str, Any]:
        """One command of the DevTools protocol."""
        answer: dict[str, Any] = self.browser.execute_cdp_cmd(command, values)
        return answer

    def slow_down(self) -> None:
        """A CPU four times slower and Fast 4G, until `speed_up`."""
        self.tell("Emulation.setCPUThrottlingRate", rate=CPU_SLOWER)
        self.tell("Network.emulateNetworkConditions", **_FAST_4G)

    def speed_up(self) -> None:
        """The machine as it is."""
        self.tell("Emulation.setCPUThrottlingRate", rate=1)
        self.tell("Network.emulateNetworkConditions", **_NO_LIMIT)

    def arrive(self, path: str = BLANK) -> None:
        """Opens a page of the site with nothing in the browser's stores."""
        self.tell("Network.enable")
        self.browser.get("about:blank")
        self.tell("Network.clearBrowserCache")
        self.tell("Storage.clearDataForOrigin", origin=self.host.address.rstrip("/"), storageTypes="all")
        self.browser.get(self.host.address + path)

    def open(self, engine: Engine) -> float:
        """Makes an engine ready to be asked; how many milliseconds that took."""
        root = self.host.address
        place = engine.worker_of(self.host.folder)
        return float(self._run(_OPEN, root + DRIVERS_PATH, engine.driver, root, place)["ms"])

    def ask(self, queries: Sequence[str], limit: int, times: int = 1) -> list[Answer]:
        """Asks the engine that was opened, some queries at a time: the driver waits two minutes for a script at most."""
        answers: list[Answer] = []
        for start in range(0, len(queries), _AT_ONCE):
            found = self._run(_ASK, list(queries[start : start + _AT_ONCE]), limit, times)
            answers += [Answer(found=one["found"], ms=one["ms"]) for one in found["answers"]]
        return answers

    def _run(self, script: str, *given: object) -> dict[str, Any]:
        answer: dict[str, Any] = self.browser.execute_async_script(script, *given)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer


@contextmanager
def visiting(host: Host) -> Iterator[Visitor]:
    """A browser of its own with one tab on the site."""
    options = Options()
    options.binary_location = str(BINARY)
    with TemporaryDirectory() as profile:
        for flag in (*_FLAGS.split(), _SIZE, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        browser = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        browser.set_script_timeout(_PATIENCE)
        try:
            yield Visitor(browser, host)
        finally:
            browser.quit()
