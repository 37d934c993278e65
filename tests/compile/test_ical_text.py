"""Texts before they reach a content line: what is cleaned away, escaped and folded, for calendars and vCards alike."""

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiguan.compile.content_line import clean_line, clean_parameter, clean_text, clean_url, escape, fold

ANYTHING = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("周四夜谈", "周四夜谈"),
        ("a\x00b\x07c\x7f", "abc"),
        ("a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g", "a b c d e f g"),
        ("a\r\nb\rc\nd", "a b c d"),
        ("\u202e反的\u202c\u2066x\u2069\u200f", "反的x"),
        ("\ufeff看不见\u200b的", "看不见的"),
        ("👨‍👩‍👧 一家", "👨‍👩‍👧 一家"),
        ("half \ud83d pair", "half pair"),
        ("  a\t\tb  ", "a b"),
        ("C:\\NEW\\new", "C:\\NEW\\new"),
        ("全角　空格", "全角　空格"),
    ],
)
def test_a_title_is_one_clean_line(typed: str, line: str) -> None:
    """Line breaks of every kind become spaces, what no client may meet is gone, the rest stays."""
    assert clean_line(typed) == line


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("一\r\n二\r三\u2028四\x0b五", "一\n二\n三\n四\n五"),
        ("一\n\n\n\n\n二", "一\n\n二"),
        ("\n一 \n  二\n", "一\n二"),
        ("字面的 \\N 和 \\n", "字面的 \\N 和 \\n"),
    ],
)
def test_a_description_keeps_its_paragraphs(typed: str, text: str) -> None:
    """Every line break becomes a line feed; a typed backslash and letter are no line break."""
    assert clean_text(typed) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("a;b,c", "a\\;b\\,c"), ("C:\\NEW", "C:\\\\NEW"), ("一\n二", "一\\n二"), ("\\,", "\\\\\\,"), ('a:"b"', 'a:"b"')],
)
def test_escapes(text: str, escaped: str) -> None:
    """Backslash, semicolon, comma and line feed are escaped, nothing else."""
    assert escape(text) == escaped


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://tide.example.com/a?b=c&d=%20#e", "https://tide.example.com/a?b=c&d=%20#e"),
        ("https://例子.测试/路 径?问=答", "https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF%20%E5%BE%84?%E9%97%AE=%E7%AD%94"),
        ("HTTP://Example.com:8080/100%", "http://example.com:8080/100%25"),
        ("https://user:secret@example.com/", "https://example.com/"),
        ("https://[::1]/", "https://[::1]/"),
        ("mailto:club@example.com", "mailto:club@example.com"),
        ("tel:+86-571-0000", "tel:+86-571-0000"),
        ("geo:30.25,120.13", "geo:30.25,120.13"),
        ("https://example.com/a\r\nATTENDEE:x", "https://example.com/a%20ATTENDEE:x"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.com/", None),
        ("https:///nowhere", None),
        ("https://a..b/", None),
        ("https://example.com:port/", None),
        ("geo:", None),
        ("", None),
    ],
)
def test_addresses_are_ascii_and_of_five_schemes(typed: str, address: str | None) -> None:
    """Paths are percent-encoded, hosts are IDNA, credentials go; other schemes and broken addresses are refused."""
    assert clean_url(typed) == address


def test_a_parameter_has_no_double_quote() -> None:
    """A double quote has no form in a parameter that all readers know."""
    assert clean_parameter('湖滨"茶"\n空间') == "湖滨'茶' 空间"


@settings(deadline=None)
@given(ANYTHING)
def test_cleaning_is_done_once(text: str) -> None:
    """What is clean stays as it is, and holds one kind of line break."""
    line, paragraphs = clean_line(text), clean_text(text)
    assert (clean_line(line), clean_text(paragraphs)) == (line, paragraphs)
    assert len(line.splitlines()) <= 1
    assert paragraphs.splitlines() == ([] if not paragraphs else paragraphs.split("\n"))


@settings(deadline=None)
@given(ANYTHING)
def test_folding_loses_nothing(text: str) -> None:
    """Lines have at most 75 octets, break inside no character and no escape, and unfold to what they were."""
    line = "DESCRIPTION:" + escape(clean_text(text))
    folded = fold(line)
    pieces = folded.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all((len(piece.decode()) - len(piece.decode().rstrip("\\"))) % 2 == 0 for piece in pieces[:-1])
    assert pieces[0].decode() + "".join(piece.decode()[1:] for piece in pieces[1:]) == line


@settings(deadline=None)
@given(ANYTHING)
def test_addresses_never_break_a_line(text: str) -> None:
    """Whatever is typed after https://, the address is printable ASCII or none."""
    address = clean_url("https://example.com/" + text)
    assert address is None or (address.isascii() and address.isprintable() and " " not in address)


@pytest.mark.parametrize("text", ["标题" * 100, "👨‍👩‍👧‍👦" * 40, "a\\;," * 60, "\\" * 200])
def test_long_lines_read_back(text: str) -> None:
    """A title of hundreds of octets, emoji with joiners or backslashes comes back through a reader as it was."""
    folded = b"BEGIN:VEVENT\r\n" + fold("SUMMARY:" + escape(text)) + b"END:VEVENT\r\n"
    assert str(icalendar.Event.from_ical(folded)["SUMMARY"]) == text
