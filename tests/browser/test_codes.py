"""Every QR code of the demo club is read by somebody else's scanner, from what Chromium shows: posters, event pages, feeds."""

import base64
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from chromium import DESK, PHONE, Tab
from readers.families import HERE, node

pytestmark = pytest.mark.browser

POSTER = (750, 1334)


def read_codes(pictures: Mapping[str, str]) -> dict[str, str | None]:
    """What the scanner reads in each picture, a PNG in base64; None where it finds no code."""
    question = json.dumps(dict(pictures)).encode()
    done = subprocess.run([node(), "read_codes.mjs"], cwd=HERE, input=question, capture_output=True, check=False)
    assert done.returncode == 0, f"is it installed (sh tests/readers/install.sh)?\n{done.stderr.decode()}"
    answers: dict[str, str | None] = json.loads(done.stdout)
    return answers


def seen(tab: Tab, selector: str = "", *, scale: float = 1) -> str:
    """What the screen shows, or the part of it that an element takes, as a PNG in base64."""
    if not selector:
        return str(tab.tell("Page.captureScreenshot", format="png", optimizeForSpeed=True)["data"])
    place = "const box = document.querySelector(arguments[0]); box.scrollIntoView({ block: 'center', behavior: 'instant' });"
    x, y, width, height = tab.run(
        f"{place} const at = box.getBoundingClientRect(); return [at.x + scrollX, at.y + scrollY, at.width, at.height]", selector
    )
    clip = {"x": x, "y": y, "width": width, "height": height, "scale": scale}
    # To show what does not fit, Chromium lays the whole page out anew: that is twice the time.
    is_cut = height > tab.run("return innerHeight")
    how = {"format": "png", "optimizeForSpeed": True, "captureBeyondViewport": is_cut}
    return str(tab.tell("Page.captureScreenshot", clip=clip, **how)["data"])


def home(demo: Path) -> str:
    """The address under which the demo club is published."""
    settings = (demo.parent / "club.yml").read_text(encoding="utf-8").splitlines()
    return next(line.partition(":")[2].strip() for line in settings if line.startswith("url:"))


def test_every_poster_is_read(tab: Tab, demo: Path) -> None:
    """In its own size, and as wide as a phone; a poster of one date leads to that date."""
    posters = sorted(path.relative_to(demo).as_posix() for path in demo.glob("events/*/*.svg"))
    assert len(posters) > 10
    pictures = {}
    tab.resize(POSTER[0])
    for poster in posters:
        tab.browser.get(tab.address + poster)
        pictures |= {f"{poster} {width}": seen(tab, "svg", scale=width / POSTER[0]) for width in (PHONE, POSTER[0])}
    expected = {picture: home(demo) + address_of(picture.partition(" ")[0]) for picture in pictures}
    assert read_codes(pictures) == expected
    assert len(pictures) == 2 * len(posters)


def address_of(poster: str) -> str:
    """Where a poster leads."""
    folder, _, name = poster.removesuffix(".svg").rpartition("/")
    return f"{folder}/" if name == "poster" else f"{folder}/#d-{name}"


def test_the_picture_that_is_saved_is_read(tab: Tab, demo: Path) -> None:
    """The PNG that goes into a chat, and the screen of the phone that shows it."""
    tab.open("events/hangzhou-salon-11/", width=PHONE)
    tab.press(".hg-share [data-hg-poster]")
    tab.wait("return document.querySelector('dialog img')?.naturalWidth > 0")
    saved = tab.find("dialog img").get_attribute("src") or ""
    kept = saved.partition(",")[2] if saved.startswith("data:") else seen(tab, "dialog img")
    read = read_codes({"saved": kept, "screen": seen(tab)})
    assert read == dict.fromkeys(("saved", "screen"), f"{home(demo)}events/hangzhou-salon-11/")
    assert base64.b64decode(kept).startswith(b"\x89PNG")


def test_the_code_on_an_events_page_is_read(tab: Tab, demo: Path) -> None:
    """From a desk, where it stands to get the page to a phone: each by day, two by night too, since all are drawn alike."""
    pictures = {}
    events = sorted(path.parent.name for path in demo.glob("events/*/poster.svg"))
    for event in events:
        tab.open(f"events/{event}/", width=DESK)
        for scheme in ("light", "dark") if event in events[:2] else ("light",):
            tab.turn(scheme)
            pictures[f"{event}, {scheme}"] = seen(tab, ".hg-qr svg")
    assert len(events) > 5
    assert read_codes(pictures) == {picture: f"{home(demo)}events/{picture.partition(',')[0]}/" for picture in pictures}
    assert len(pictures) == len(events) + 2


def test_the_codes_on_the_page_of_all_feeds_are_read(tab: Tab, demo: Path) -> None:
    """Each leads to the place of its feed on that page: all by day on a desk, and every ninth on other screens, drawn alike."""
    tab.open("calendar/")
    tab.run("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    tab.run("document.querySelectorAll('.hg-feed__qr img').forEach((each) => { each.loading = 'eager'; })")
    tab.wait("return [...document.querySelectorAll('.hg-feed__qr img')].every((each) => each.complete && each.naturalWidth)")
    feeds = tab.run("return [...document.querySelectorAll('.hg-feed')].map((each) => each.id)")
    assert len(feeds) > 20
    pictures = {}
    for width, scheme, step in ((DESK, "light", 1), (DESK, "dark", 9), (PHONE, "dark", 9), (PHONE, "light", 9)):
        tab.turn(scheme, width)
        pictures |= {f"{feed} {width} {scheme}": seen(tab, f"#{feed} .hg-feed__qr img") for feed in feeds[::step]}
    assert read_codes(pictures) == {picture: f"{home(demo)}calendar/#{picture.partition(' ')[0]}" for picture in pictures}
    assert len(pictures) > len(feeds) + 6
