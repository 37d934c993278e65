"""A tiny club that means harm in every field that its checks let pass, and tries how much a page can hold."""

from builders import a_case, a_group, a_member, a_template, a_whitepaper, an_event, an_organization, club_settings, with_people

SCRIPT = "<script>window.pwned=1</script>"
IMAGE = '"><img src=x onerror=window.pwned=2>'
SINGLE = "'><svg onload=window.pwned=3>"
BREAK = "</textarea></title></style></template>--><b onmouseover=window.pwned=4>"
BRACES = "{{ 7*7 }}{% raw %}${7*7}"
WORD = "Donaudampfschifffahrtsgesellschaftskapitaenspatent" * 4
ADDRESS = "https://long.example.com/" + "a-very-long-path/" * 14
ARABIC = "محمد الأمين"
PARTY = "🎉👩‍👩‍👧‍👦🈚"


def _typed(text: str) -> str:
    """The text as a YAML scalar in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _metrics(count: int) -> str:
    entry = (
        "{kpi: return_rate, before: 31.2, after: 17.4, baseline: {start: 2026-04-01, end: 2026-06-29},"
        f" result: {{start: 2026-07-01, end: 2026-09-28}}, definition: {_typed('口径 ' + SCRIPT + IMAGE)},"
        f" source: {{kind: platform_backend, name: {_typed('后台' + IMAGE)}}},"
        f" confidence: self_reported, note: {_typed(SINGLE)}}}"
    )
    return "[" + ", ".join([entry] * count) + "]"


def _wide_table(columns: int) -> str:
    row = "| " + " | ".join(f"第 {number} 列的名字" for number in range(1, columns + 1)) + " |"
    return f"{row}\n|{' --- |' * columns}\n{row}\n{row}\n"


# Typed HTML in a text is an error; what is written as code or as character references is text, and has to stay text.
_REFERENCES = "&quot;&gt;&lt;img src=x onerror=window.pwned=5&gt;"
_BODY = f"""
## 背景 {_REFERENCES}

这一段有 `{SCRIPT}` 和一个[链接](https://example.org/?q=%22%3E "{_REFERENCES}")。{BRACES}

> {_REFERENCES}

{_wide_table(15)}

```
{SCRIPT}{"x" * 400}
```

{WORD}

{ADDRESS}
"""
_TITLE = f"三百个字的标题{SCRIPT}{PARTY}" + "把退货率一步一步降下来，" * 24
_EVENT = {
    "summary": _typed(f"讲什么{SCRIPT}{IMAGE}"),
    "venue": f"{{name: {_typed('会客厅' + IMAGE)}, address: {_typed('示例路' + SCRIPT)}, city: {_typed('杭州' + SINGLE)}}}",
    "speakers": f"[lu-zhifan, {{name: {_typed('外人' + IMAGE)}}}]",
    "agenda": f'[{{at: "20:00", title: {_typed(BREAK)}}}]',
    "prepare": f"[{_typed(SCRIPT)}]",
    "price": f"{{amount: 10, note: {_typed(IMAGE)}}}",
    "access": "public",
}
FILES = with_people(
    {
        "club.yml": club_settings(
            name=_typed(f"坏馆{IMAGE}"),
            motto=_typed(f"有来{SCRIPT}"),
            city=_typed(f"泉州{SINGLE}"),
            footer=f"{{fine: {_typed('小字' + SCRIPT)}, columns: [[{{title: {_typed('去处' + IMAGE)}, url: cases/index.md}}]]}}",
        ),
        "content/cases/harm.md": a_case(
            _BODY,
            title=_typed(_TITLE),
            summary=_typed(f"一句话{SCRIPT}{IMAGE}{BRACES}{SINGLE}"),
            authors=f"[lu-zhifan, {{name: {_typed(ARABIC + IMAGE)}}}]",
            metrics=_metrics(40),
            not_applicable=_typed(f"别照搬{SCRIPT}"),
            quotes=f"[{{text: {_typed('原话' + IMAGE)}, who: {_typed('店长' + SCRIPT)}, consent: true}}]",
            tags=f"[{_typed('标签' + IMAGE)}]",
            disclosure=f"{{interest: owner, statement: {_typed('利益' + SCRIPT)}}}",
            cost=f"{{amount: 18600, currency: CNY, note: {_typed(IMAGE)}}}",
            outcome="success",
        ),
        "content/cases/bare.md": a_case(authors=f"[{{name: {_typed('一位没有页面的作者')}}}]"),
        "content/whitepapers/paper/index.md": a_whitepaper(
            title=_typed(f"白皮书{SCRIPT}"),
            abstract=_typed(f"摘要{IMAGE}"),
            keywords=f"[{_typed(SINGLE)}]",
            chapters=f"[{{file: one.md, title: {_typed('第一章' + SCRIPT + IMAGE)}}}, {{file: two.md, title: {_typed(WORD)}}}]",
            references=f"[{{text: {_typed('文献' + IMAGE)}, url: {_typed('https://example.org/?a=1&b=(2)')}}}]",
        ),
        "content/whitepapers/paper/one.md": _BODY,
        "content/whitepapers/paper/two.md": "第二章。\n",
        "content/templates/sheet/index.md": a_template(
            title=_typed(f"表格{IMAGE}"),
            fields=f"[{{name: {_typed(SCRIPT)}, meaning: {_typed(IMAGE)}, example: {_typed(SINGLE)}}}]",
        ),
        "content/templates/sheet/表.csv": "甲,乙\n1,2\n".encode(),
        "events/talk.yml": an_event(title=_typed(f"夜谈{SCRIPT}"), online=f"{{platform: {_typed('会议' + IMAGE)}}}", **_EVENT),
        "members/people/lu-zhifan.yml": a_member(
            name=_typed(f"陆知帆{IMAGE}"),
            headline=_typed(f"介绍{SCRIPT}"),
            bio=_typed(f"很长{SINGLE}{WORD}"),
            city=_typed(f"杭州{IMAGE}"),
            can_offer=f"[{_typed(SCRIPT)}]",
            looking_for=f"[{_typed(IMAGE)}]",
            links=f"{{{_typed('店铺' + IMAGE)}: {_typed(ADDRESS)}}}",
            organizations=f"[{{organization: shop, title: {_typed(SCRIPT)}}}]",
        ),
        "members/people/plain.yml": a_member(name="白描"),
        "members/people/rtl.yml": a_member(name=_typed(ARABIC), headline=_typed("من قوانغتشو")),
        "members/organizations/shop.yml": an_organization(
            name=_typed(f"店{SCRIPT}"),
            about=_typed(f"做什么{IMAGE}"),
            city=_typed(f"泉州{SINGLE}"),
            founded="1999",
            size="10-49",
            consent='{given: true, on: 2026-09-20, version: "2026-09", scope: [directory_public]}',
            contacts=f"[{{name: {_typed('联系人' + IMAGE)}}}]",
            links=f"{{{_typed('官网' + SCRIPT)}: {_typed('https://shop.example.com/')}}}",
        ),
        "members/groups/circle.yml": a_group(
            name=_typed(f"圈子{SCRIPT}"),
            mission=_typed(f"做什么{IMAGE}"),
            entry=f"{{how: {_typed(SINGLE)}}}",
            rules=_typed(SCRIPT),
        ),
    }
)
