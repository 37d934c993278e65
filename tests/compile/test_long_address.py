"""Long addresses: where their lines may break, and what is left alone."""

import pytest

from huiguan.compile.long_address import breaking, with_breaking_addresses

FEED = "https://a.example.com/calendar/kind/salon.ics"
SET = "https://a.example.com/<wbr>calendar/<wbr>kind/<wbr>salon.ics"


@pytest.mark.parametrize(
    ("address", "html"),
    [
        (FEED, SET),
        ("https://a.example.com/", "https://a.example.com/"),
        ("https://a.example.com/x/", "https://a.example.com/<wbr>x/"),
        ("https://a.example.com/?a&b", "https://a.example.com/<wbr>?a&amp;b"),
    ],
)
def test_a_line_may_break_after_a_slash(address: str, html: str) -> None:
    """Not within the two after the scheme, not at the very end; the rest is text."""
    assert breaking(address) == html


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (f"<td><code>{FEED}</code></td>", f"<td><code>{SET}</code></td>"),
        (f'<p class="hg-copy hg-copy--url">{FEED}</p>', f'<p class="hg-copy hg-copy--url">{SET}</p>'),
        ("<code>https://a.example.com/?a&amp;b/c</code>", "<code>https://a.example.com/<wbr>?a&amp;b/<wbr>c</code>"),
        (f'<a href="{FEED}">{FEED}</a>', None),
        ("<code>content/cases/tea.md</code>", None),
        (f"<pre><code>{FEED}\n</code></pre>", None),
        (f"<code>curl {FEED}</code>", None),
    ],
)
def test_in_a_hand_written_page_shown_addresses_break_alike(html: str, shown: str | None) -> None:
    """As code or to be copied; links, paths and lines of a program stay as they are."""
    assert with_breaking_addresses(html) == (shown or html)
