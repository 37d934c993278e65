"""The Markdown of an entry: headings, a table, lists, links and quotes, at the length of a real text."""

from bench.cast import Cast
from bench.pen import Pen

# What cases of the demo club come to, in characters.
MEAN_LENGTH, SPREAD, SHORTEST, LONGEST = 1640, 320, 900, 3000
# Headings, blank lines, and half of the sentence that goes beyond.
FRAME = 190


def case_body(pen: Pen, cast: Cast) -> str:
    """A case's text; most lie between 1,000 and 2,300 characters."""
    target = min(max(pen.random.gauss(MEAN_LENGTH, SPREAD), SHORTEST), LONGEST)
    return _grown(pen, cast, round(target))


def _grown(pen: Pen, cast: Cast, target: int) -> str:
    context = [*pen.several("body", "background", 2), _colleague(pen, cast), _table(pen)]
    actions = _actions(pen, 3)
    results = pen.several("body", "result", 2)
    lessons = _items(pen.several("body", "lesson", 4))
    reuse = [pen.write("body", "reuse"), _links(pen, cast), _quote(pen)]
    while sum(map(len, (*context, *actions, *results, lessons, *reuse))) < target - FRAME:
        part, name = pen.random.choice(((context, "background"), (results, "result"), (actions, "action_text")))
        text = pen.write("body", name)
        part.append(_numbered(len(part) + 1, pen, text) if part is actions else text)
    sections = (
        ("背景", context),
        ("目标", [pen.write("body", "goal")]),
        ("做了什么", ["\n".join(actions)]),
        ("结果", results),
        ("教训", [lessons]),
        ("怎么复用", reuse),
    )
    return "\n\n".join(f"## {title}\n\n" + "\n\n".join(paragraphs) for title, paragraphs in sections) + "\n"


def chapter_body(pen: Pen, cast: Cast) -> str:
    """A chapter of a white paper, about as long as a case."""
    parts = [pen.write("body", "background"), "## 口径", pen.write("body", "background"), _table(pen), "## 怎么比"]
    parts += [*pen.several("body", "result", 3), _items(pen.several("body", "lesson", 5)), "## 给小团队"]
    parts += [*pen.several("body", "reuse", 3), *pen.several("body", "background", 3), _links(pen, cast)]
    return "\n\n".join(parts) + "\n"


def usage_body(pen: Pen, cast: Cast) -> str:
    """How to use a template."""
    parts = [
        "## 怎么用",
        "\n".join(_actions(pen, 4)),
        "## 容易填错的地方",
        _items(pen.several("body", "lesson", 3)),
        _links(pen, cast),
    ]
    return "\n\n".join(parts) + "\n"


def _actions(pen: Pen, count: int) -> list[str]:
    return [_numbered(place, pen, text) for place, text in enumerate(pen.several("body", "action_text", count), start=1)]


def _numbered(place: int, pen: Pen, text: str) -> str:
    return f"{place}. **{pen.write('body', 'action_lead')}。** {text}"


def _items(texts: list[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _quote(pen: Pen) -> str:
    return f"> {pen.write('body', 'quote')}"


def _table(pen: Pen) -> str:
    rows = [f"| {name} | {pen.number(6, 46)}% | {pen.number(20, 900)} |" for name in pen.several("fill", "reason", 4)]
    return "\n".join(("| 原因 | 占比 | 单数 |", "| --- | ---: | ---: |", *rows))


def _colleague(pen: Pen, cast: Cast) -> str:
    person = cast.id_near("member", pen.random.random())
    return f"帮忙归类的是[一位会员](member:{person})，{pen.write('body', 'background')}"


def _links(pen: Pen, cast: Cast) -> str:
    case, other = (cast.id_near("case", pen.random.random()) for _ in range(2))
    template, event = (cast.id_near(kind, pen.random.random()) for kind in ("template", "event"))
    return (
        f"相近的做法见[另一家店的复盘](case:{case})和[没做成的那篇](case:{other})，"
        f"空白的表在[工具箱](template:{template})，当时讲的那一场在[这里](event:{event})。"
    )
