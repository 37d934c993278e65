"""Whatever is typed into a body: what comes out is balanced, from a list of allowed tags, and asks no other host."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from huiguan.compile.markdown import RenderOptions, body_words, render
from huiguan.wording import words_of

OPTIONS = RenderOptions(
    words=body_words(words_of("zh-Hans")),
    section_ids={"教训": "lessons"},
    link=lambda target: f"/site/{target}",
    mention={"lin-yue": ("林<越>", "/people/lin-yue/"), "x": ("一位会员", None)}.get,
)

ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(("p", "strong", "em", "del", "pre", "ul", "blockquote", "thead", "tbody", "tr"), frozenset()),
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "sup"), frozenset({"id"})),
    **dict.fromkeys(("hr", "br"), frozenset()),
    "code": frozenset({"class"}),
    "ol": frozenset({"start"}),
    "li": frozenset({"id", "class"}),
    "a": frozenset({"href", "title", "rel", "class", "aria-label"}),
    "img": frozenset({"src", "alt", "title", "loading", "decoding"}),
    "input": frozenset({"type", "disabled", "checked", "aria-label"}),
    "table": frozenset({"class"}),
    "th": frozenset({"scope", "class"}),
    "td": frozenset({"class"}),
    "div": frozenset({"class", "tabindex", "role", "aria-label"}),
    "section": frozenset({"class", "aria-label"}),
    "svg": frozenset({"class", "viewbox", "aria-hidden"}),
    "path": frozenset({"fill-rule", "d"}),
}
VOID = frozenset({"br", "hr", "img", "input"})
OUR_CLASSES = frozenset(
    {
        "hg-note",
        "hg-note--ochre",
        "hg-note--seal",
        "hg-ico",
        "hg-scroll",
        "hg-table",
        "hg-mention",
        "num",
        "mid",
        "footnote",
        "footnote-ref",
        "footnote-backref",
        "task-list-item",
    }
)
GOOD_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|/site/|/people/|#)")
GOOD_ID = re.compile(r"(?:fn:|fnref\d*:|h-|lessons(?:-\d+)?$)|.*[^\x00-\x7f]", re.DOTALL)


class Reader(HTMLParser):
    """Reads an article as a browser would, and notes everything that it must not hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.ids: list[str] = []
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Checks the tag and each attribute against the lists above."""
        if tag not in ALLOWED:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag == "a" and "a" in self.open:
            self.faults.append("link in link")
        if tag not in VOID:
            self.open.append(tag)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name not in ALLOWED.get(tag, ()):
            self.faults.append(f"{tag} {name}={value}")
        if name == "href" and not GOOD_ADDRESS.match(value):
            self.faults.append(f"address {value}")
        if name == "src" and not value.startswith("/site/"):
            self.faults.append(f"picture {value}")
        if name == "class" and not all(part in OUR_CLASSES or part.startswith("language-") for part in value.split()):
            self.faults.append(f"class {value}")
        if name == "id":
            self.ids.append(value)
        if name == "href" and value.startswith("#"):
            self.anchors.append(value[1:])

    def handle_endtag(self, tag: str) -> None:
        """Each end belongs to the tag opened last."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> out of order")

    def handle_data(self, data: str) -> None:
        """Gathers what can be read."""
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        """No comment comes through."""
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        """No declaration comes through."""
        self.faults.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        """No processing instruction comes through."""
        self.faults.append(f"instruction {data}")


def read(html: str) -> Reader:
    """The article read to its end, with what is left open and ids that clash among the faults."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.faults += [f"open {tag}" for tag in reader.open]
    reader.faults += [f"id {found}" for found in reader.ids if not GOOD_ID.match(found)]
    if len(set(reader.ids)) != len(reader.ids):
        reader.faults.append("an id twice")
    reader.faults += [f"anchor {anchor}" for anchor in reader.anchors if anchor not in reader.ids]
    return reader


def faults_of(text: str) -> list[str]:
    """What the article of a text must not hold and does; its parts are looked at, too."""
    article = render(text, options=OPTIONS)
    parts = [section.html for section in article.sections] + [article.footnotes]
    broken = [fault for part in parts for fault in read(part).faults if fault.startswith(("<", "open", "picture"))]
    return read(article.html).faults + broken


HOSTILE = [
    # scripts and handlers, typed as HTML
    "<script>alert(1)</script>",
    "<script src=//e.example/x.js></script>",
    "文<script>alert(1)</script>字",
    "<script",
    "<SCRIPT\n>alert(1)</SCRIPT\t>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    '<img alt="`" src=x onerror="alert(1)">`',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    '<math><maction actiontype="statusline#http://e.example">x</maction></math>',
    "<iframe src=javascript:alert(1)>",
    '<iframe srcdoc="<script>alert(1)</script>">',
    "<object data=data:text/html,x>",
    "<embed src=x>",
    "<base href=//e.example>",
    '<meta http-equiv=refresh content="0;url=//e.example">',
    "<link rel=stylesheet href=//e.example/x.css>",
    "<style>*{display:none}</style>",
    '<p style="position:fixed">x</p>',
    "<form action=//e.example><input name=password></form>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<textarea></p><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "</p></div></article><script>alert(1)</script>",
    "<!DOCTYPE html><x>",
    "<?php system('x') ?>",
    "<![CDATA[<script>alert(1)</script>]]>",
    # comments
    "<!-- --!><script>alert(1)</script> -->",
    "<!--><script>alert(1)</script>-->",
    "<!---><img src=x onerror=alert(1)>-->",
    "文 <!-- > <img src=x onerror=alert(1)> -->",
    "<!-- <!-- --> <script>alert(1)</script> -->",
    "<!-- never ends\n\n<script>alert(1)</script>",
    "**<!--** <script>x</script> **-->**",
    # addresses that run
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](java&#x0A;script:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](java&NewLine;script&colon;alert(1))",
    "[x](java%73cript:alert(1))",
    "[x](java%2573cript:alert(1))",
    "[x](%6A%61%76%61script:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](<\x01javascript:alert(1)>)",
    "[x](<\u00a0javascript:alert(1)>)",
    "[x](\\j\\avascript:alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](javascript&amp;colon;alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](DATA:text/html,x)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://e.example/1)",
    "[x](view-source:https://e.example)",
    "[x](ftp://e.example)",
    "[x](//e.example/x)",
    "[x](/\\e.example/x)",
    "[x](\\\\\\\\e.example/x)",
    "[x](%2F%2Fe.example)",
    "<javascript:alert(1)>",
    "<vbscript:x>",
    "<data:text/html,x>",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "[r]\n\n[r]: <java&#x0a;script:alert(1)>",
    "![x][r]\n\n[r]: https://e.example/x.png",
    # breaking out of an attribute
    '[x](https://a.example/" onmouseover="alert(1))',
    '[x](<https://a.example/" onmouseover="alert(1)>)',
    '[x](a.md "t\\" onclick=alert(1) \\"")',
    "[x](a.md 't\" onclick=\"alert(1)')",
    '![x" onerror="alert(1)](a.png)',
    '![x](a.png "t\\" onerror=\\"alert(1)")',
    '![x](<a.png" onerror="alert(1)>)',
    '<https://a.example/"onclick=alert(1)>',
    'https://a.example/"onclick=alert(1)',
    "https://a.example/'><script>alert(1)</script>",
    "www.a.example/<script>alert(1)</script>",
    "javascript://a.example/%0Aalert(1)",
    # pictures from elsewhere
    "![x](https://e.example/x.png)",
    "![x](//e.example/x.png)",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "![x](javascript:alert(1))",
    "[![x](https://e.example/x.png)](javascript:alert(1))",
    # nesting
    "[a [b](https://b.example) c](https://a.example)",
    "[[[[[x](https://a.example)](b)](c)](d)](e)",
    "![[x](https://a.example)](b.png)",
    "[a[^1]](https://a.example)\n\n[^1]: [b](https://b.example)",
    "[https://a.example](https://b.example)",
    "[@lin-yue @x](https://b.example)",
    # ids, footnotes, code, tables, notes
    "# __config",
    "# __proto__\n# constructor\n# main\n# location",
    "# fn:1\n# fnref:1 中[^1]\n\n[^1]: x",
    '# x {#__config onclick="x"}',
    '# "><script>alert(1)</script>',
    '甲[^"><script>alert(1)</script>]\n\n[^"><script>alert(1)</script>]: x',
    "甲[^a] 乙[^a-2] 丙[^a]\n\n[^a]: x\n\n[^a-2]: y",
    "甲[^1]\n\n[^1]: x\n\n[^1]: y",
    "甲[^1]\n\n[^1]: x[^2]\n\n[^2]: y[^1][^2]",
    '```"><script>alert(1)</script>\nx\n```',
    "```x onclick=alert(1)\n</code></pre><script>alert(1)</script>\n```",
    "|<script>|a|\n|-|-|\n|</td></tr></table><script>alert(1)</script>|[x](javascript:x)|",
    '|a|\n|-"onclick="x|\n|b|',
    "|a|\n|-|\n|" + "x|" * 50,
    "> [!提示] <script>alert(1)</script>\n> x",
    '> [!TIP"><script>]\n> x',
    "> [!提示] [x](javascript:alert(1)) <img src=x onerror=y>",
    "> [!提示]\n>\n> > [!更正]\n> > <b>",
    "- [ ] <script>alert(1)</script>\n- [x](javascript:alert(1))",
    "@lin-yue<script>@x",
    "~~~\n<script>\n~~~\n<script>",
    "\u202e<script>\u2066",
    "a\x00<script\x00>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_comes_through(text: str) -> None:
    """No script, frame, handler, style, foreign picture or unknown scheme, and no tag left open."""
    assert faults_of(text) == []


def test_the_reader_of_this_test_sees_what_is_wrong() -> None:
    """The test above would fail on each of these."""
    bad = ["<script>", "<p onclick=x>", "<a href='javascript:x'>", "<img src='//e'>", "<p>", "</p>", "<!--x-->"]
    assert all(read(html).faults for html in bad)


MARKS = "*_`[]()!<>#-+.|:~\\\"'&;=@^{}/ \n\t1ax中，。（"
PIECES = (
    "\n\n", "\n- ", "\n> ", "\n# ", "\n```\n", "\n|a|b|\n|-|-|\n|", "[^1]", "\n\n[^1]: ", "<!--", "-->", "](", "![", "**",
    "javascript:", "https://a.example", "&#x6a;", "<b>", "</b>", "> [!提示]", "- [ ] ", "@lin-yue", "<script>", "onerror=",
    '" onclick="', "](#中)", "\n# 中\n", "{#__config}", "www.",
)  # fmt: skip
ACTIVE = st.sampled_from([*MARKS, *PIECES])


@given(st.lists(ACTIVE, max_size=60).map("".join))
@settings(max_examples=400, deadline=None)
@example("[x](#中)" * 3 + "\n# 中")
@example("[^1]\n\n[^1]: \n\n[^1]: ")
def test_any_mixture_of_marks_is_harmless(text: str) -> None:
    """The pass never raises; its output is balanced, from the list, without doubled ids or dangling anchors."""
    assert faults_of(text) == []


@given(st.text(alphabet="甲乙丙丁退货率的是了茶，。：；「」《》！？、 \n", max_size=200))
@settings(max_examples=100, deadline=None)
def test_plain_chinese_prose_survives(text: str) -> None:
    """Every character but blanks is there, in its order."""
    words = "".join(read(render(text, options=OPTIONS).html).words)
    assert "".join(words.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "*" * 20_000, "*a " * 10_000, ">" * 5000 + "a", "- " * 5000 + "a", "`" * 20_000, "<!--" * 5000, "](" * 9000],
    ids=["brackets", "stars", "open emphasis", "quotes", "lists", "ticks", "comments", "targets"],
)
def test_floods_of_marks_come_out_balanced(text: str) -> None:
    """A flood is refused by the check; the renderer gets through it all the same."""
    assert faults_of(text) == []
