"""Entries that are texts: cases, templates and white papers."""

from datetime import date, timedelta

from bench.cast import Cast, id_of
from bench.entry import Entry
from bench.pen import KPIS, Pen
from bench.prose import case_body, chapter_body, usage_body

FIRST_DAY = date(2024, 1, 1)
CHAPTERS = ("where-it-comes-from", "definitions", "comparing", "for-small-teams")


def case(number: int, pen: Pen, cast: Cast) -> Entry:
    """A full case with figures, figures' periods, authors, neighbours and a text."""
    title, summary = pen.write("title", "frames"), pen.write("title", "summary")
    published = _day(pen)
    author, editor = cast.two_members(pen.random)
    organization = cast.id_near("organization", pen.random.random())
    related = [cast.id_near(kind, pen.random.random()) for kind in ("case", "template", "event")]
    topics = pen.random.sample(
        ("退货治理", "客服", "直播脚本", "选品", "定价", "库存管理", "复购", "数据口径", "短视频", "包装设计"), 2
    )
    industry = pen.pick("茶饮冲调", "休闲零食", "女装", "户外露营", "宠物食品", "家居家纺", "护肤", "童装", "数码配件", "生鲜")
    outcome = pen.pick("success", "success", "partial", "failed")
    team, cost = pen.number(2, 20), pen.number(20, 900) * 100
    fields = f"""title: {title}
summary: >-
  {summary}
kind: own
outcome: {outcome}
maturity: {pen.pick("trial", "verified", "replicated")}
authors: [{author}]
contributions:
  editor: [{editor}]
organization: {organization}
created: {published - timedelta(days=14)}
published: {published}
review:
  reviewers: [{editor}]
  reviewed_on: {published - timedelta(days=2)}
  review_in: 120m

platforms: ["{pen.platform}"]
industries: [{industry}]
models: [{pen.pick("内容驱动型", "社群团购型", "货架电商", "兴趣圈子型")}]
content_forms: [{pen.pick("店铺自播", "短视频", "种草笔记", "社群互动")}]
mechanisms: [{pen.pick("信任背书", "稀缺", "归属感", "互惠")}]
topics: [{", ".join(topics)}]
stage: {pen.pick("起步期", "成长期", "成熟期")}
roles: [店主, {pen.pick("主播", "客服", "选品", "财务")}]
level: {pen.pick("入门", "进阶")}
depth: {pen.pick("操作", "策略")}
region: {pen.pick("浙江", "广东", "福建", "四川", "山东")}

period: {{start: {published - timedelta(days=140)}, end: {published - timedelta(days=50)}}}
team_size: {team}
cost: {{amount: {cost}, currency: CNY, note: 不含人力}}
metrics:
  - kpi: {pen.kpi}
    before: {pen.before}
    after: {pen.after}
    baseline: {{start: {published - timedelta(days=240)}, end: {published - timedelta(days=150)}}}
    result: {{start: {published - timedelta(days=140)}, end: {published - timedelta(days=50)}}}
    definition: 订单数 ÷ 支付订单数，按支付日归因
    source: {{kind: platform_backend, name: 店铺后台, captured_on: {published - timedelta(days=45)}}}
    confidence: verified
    headline: true
  - kpi: gmv
    disclosure: indexed
    before: 100
    after: {pen.number(70, 160)}
    definition: 支付金额，未扣退款
    source: {{kind: self_reported, name: 店铺周报}}
    confidence: self_reported

not_applicable: 客单价低于 {pen.number(2, 9) * 10 - 1} 元、以冲动消费为主的品类。
reproducibility:
  difficulty: {pen.pick("低", "中", "高")}
  prerequisites: [有自播团队, 能导出明细]
  time_to_effect: {pen.number(2, 9)} 周
disclosure:
  interest: owner
  statement: 作者在案主店铺任职，没有返佣。
license: CC-BY-NC-SA-4.0
related:
  cases: [{related[0]}]
  templates: [{related[1]}]
  events: [{related[2]}]
tags: [{pen.product}, {pen.place}]
"""
    facts = (
        ("平台", pen.platform),
        ("行业", industry),
        ("主题", "、".join(topics)),
        ("团队", f"{team} 人"),
        ("花费", f"{cost} 元"),
        (KPIS[pen.kpi], f"{pen.before}% → {pen.after}%"),
        ("作者", f"[会员](member:{author})"),
    )
    return Entry(
        kind="case",
        id=id_of("case", number),
        title=title,
        summary=summary,
        tags=(pen.platform, industry, *topics, pen.product),
        fields=fields,
        facts=facts,
        body=case_body(pen, cast),
    )


def template(number: int, pen: Pen, cast: Cast) -> Entry:
    """A template with a small CSV file."""
    title, summary = f"{pen.product}{pen.pick('退款归类表', '选品评估表', '排期表', '对账表')}", pen.write("title", "summary")
    author = cast.id_near("member", pen.random.random())
    published = _day(pen)
    fields = f"""title: {title}
summary: {summary}
kind: {pen.pick("选品表", "评估表", "排期表", "分析表")}
authors: [{author}]
created: {published}
published: {published}
review: {{review_in: 120m}}
topics: [退货治理, 数据口径]
roles: [店主, 客服]
version: "1.{number % 9}"
last_tested: {published}
files:
  - {{file: sheet.csv, title: {title}}}
license: CC-BY-4.0
related:
  cases: [{cast.id_near("case", pen.random.random())}]
"""
    rows = "\n".join(f"{name},{pen.number(10, 900)},{pen.number(3, 46)}%" for name in pen.several("fill", "reason", 8))
    return Entry(
        kind="template",
        id=id_of("template", number),
        title=title,
        summary=summary,
        tags=("退货治理", "数据口径"),
        fields=fields,
        facts=(("版本", f"1.{number % 9}"), ("作者", f"[会员](member:{author})")),
        body=usage_body(pen, cast),
        files={"sheet.csv": f"原因,单数,占比\n{rows}\n"},
    )


def whitepaper(number: int, pen: Pen, cast: Cast) -> Entry:
    """A white paper of four chapters."""
    title, summary = (
        f"{pen.product}{pen.pick('退货', '复购', '定价', '口径')}观察（第 {number + 1} 册）",
        pen.write("title", "summary"),
    )
    author = cast.id_near("member", pen.random.random())
    published = _day(pen)
    chapters = "\n".join(f"  - {{file: {name}.md, title: 第 {place} 章}}" for place, name in enumerate(CHAPTERS, start=1))
    fields = f"""title: {title}
summary: {summary}
kind: 实务指南
edition: "1.0"
authors: [{author}]
created: {published}
published: {published}
review: {{review_in: 120m}}
topics: [数据口径, 退货治理]
abstract: {pen.write("body", "background")}
chapters:
{chapters}
license: CC-BY-4.0
"""
    return Entry(
        kind="whitepaper",
        id=id_of("whitepaper", number),
        title=title,
        summary=summary,
        tags=("数据口径", "退货治理"),
        fields=fields,
        facts=(("版本", "1.0"), ("作者", f"[会员](member:{author})")),
        body=f"## 写给谁\n\n{pen.write('body', 'reuse')}\n",
        chapters={f"{name}.md": chapter_body(pen, cast) for name in CHAPTERS},
    )


def _day(pen: Pen) -> date:
    return FIRST_DAY + timedelta(days=pen.number(0, 1000))
