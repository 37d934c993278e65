"""A club in which every kind has a record with everything filled in, and every state and sub-type occurs somewhere."""

from functools import cache
from io import BytesIO

from openpyxl import Workbook

from builders import a_case, a_group, a_member, a_template, a_whitepaper, an_event, an_organization, club_settings

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)
CONSENT = '{given: true, on: 2026-09-20, version: "2026-09", scope: [directory_public, speaker_page], expires: 2028-09-20}'

_KNOWLEDGE = {
    "title_en": "Returns, from 31% to 17%",
    "title_hant": "直播間退貨率",
    "authors": "[lu-zhifan, {name: 客座作者, url: https://guest.example.com/}]",
    "contributions": "{editor: [shen-qiuci], data: [{name: 数据员}]}",
    "created": "2026-10-01",
    "published": "2026-11-01",
    "updated": "2026-11-10",
    "review": "{reviewers: [shen-qiuci], reviewed_on: 2026-11-05, review_in: 6m}",
    "language": "中文",
    "topics": "[退货治理, 直播脚本]",
    "platforms": "[抖音, 淘宝]",
    "industries": "[茶叶]",
    "models": "[内容驱动型]",
    "content_forms": "[店铺自播]",
    "mechanisms": "[信任背书]",
    "roles": "[店主, 主播]",
    "stage": "成长期",
    "level": "进阶",
    "depth": "操作",
    "region": "浙江",
    "license": "CC-BY-NC-SA-4.0",
    "copyright": "作者",
    "source": "{kind: adapted, title: 原文, author: 原作者, url: https://source.example.com/, "
    "published_on: 2025-01-01, permission: 已获准}",
    "disclosure": "{interest: sponsored, statement: 样品由赞助方提供, sponsor: hexi-tea}",
    "from_event": "weekly-talk/2026-11-12",
    "related": "{cases: [other], whitepapers: [survey], templates: [sheet], events: [weekly-talk]}",
    "tags": "[样茶]",
    "featured": "true",
}
_METRICS = """
  - {kpi: return_rate, before: 31.2, after: 17.4, definition: 退款成功订单 ÷ 支付订单, headline: true, note: 含 618,
     baseline: {start: 2026-04-01, end: 2026-06-29}, result: {start: 2026-07-01, end: 2026-09-28}, target: 20,
     confidence: verified, source: {kind: platform_backend, name: 抖店罗盘, url: "https://compass.example.com/",
     captured_on: 2026-10-05, evidence: 证据.png}}
  - {kpi: gmv, before: 100, after: 98, disclosure: indexed, definition: 支付金额}
  - {kpi: complaint_rate, before: 1-2, after: 0.5-1, disclosure: banded, definition: 有效投诉}
  - {kpi: aov, before: 80, after: 60, currency: TWD, definition: 按订单, confidence: estimate}"""
_CASE_BODY = """
先说结论，@lu-zhifan 写的，@hexi-tea 是案主，@content-group 复核，@unknown-one 不在。[^1]

## 背景

见[另一篇](other.md#教训)、[白皮书](../whitepapers/survey/index.md)、[第二章](../whitepapers/survey/第二章.md)、[表](../templates/sheet/index.md)、
[别人的附件](../templates/sheet/退款%20表.xlsx)、[自己的附件](说明.md)、[那一场](../../events/weekly-talk.yml)、[本页](#教训)。

![看板](看板.png)

| 原因 | 占比 |
| --- | ---: |
| 口感 | 29% |

> [!提示]
> 先归类。

## 做了什么

1. 讲缺点
2. 寄样茶

```yaml
# 一段代码
a: 1	# 前面是制表符
```

## 结果

降了。

## 教训

- 先归类
- 再动手

[^1]: 注。
"""


def full_club() -> dict[str, str | bytes]:
    """All files of the club."""
    return {
        "club.yml": club_settings(
            name="{zh-Hans: 潮汐电商俱乐部, en: Tide Commerce Club}",
            motto="有来有往，有据有果",
            founded="2019",
            city="杭州",
            language="zh-Hans",
            contact="{join: join.md, report: https://form.example.com/report, email: hall@example.com}",
            footer="{icp: 浙ICP备00000000号, fine: 示例, columns: [[{title: 入会, url: join.md}]]}",
            defaults="{review_in: {case: 6m}, license: all-rights-reserved}",
            edit_url="https://git.example.com/club/edit/main",
        ),
        **_people(),
        **_texts(),
        **_events(),
    }


def _people() -> dict[str, str | bytes]:
    whole = {
        "names": "{en: Lu Zhifan, zh-Hant: 陸知帆}",
        "nickname": "帆哥",
        "headline": "茶叶店播",
        "bio": "做了六年原叶茶。",
        "city": "杭州",
        "languages": "[中文, 英语]",
        "joined": "2020-03",
        "admission": "{channel: referral, referrers: [shen-qiuci], approved_on: 2020-03-01, approved_by: content-group}",
        "renew_on": "2027-03-01",
        "organizations": "[{organization: hexi-tea, title: 店主, from: 2019-01, primary: true}]",
        "groups": "[{group: content-group, role: lead, from: 2025-01}]",
        "platforms": "[抖音]",
        "industries": "[茶叶]",
        "models": "[内容驱动型]",
        "stage": "成长期",
        "skills": "[选品]",
        "can_offer": "[复盘]",
        "looking_for": "[摄影师]",
        "mentor": "true",
        "speaker": "{available: true, topics: [退货], formats: [线上分享]}",
        "links": "{小红书: https://xhs.example.com/lu}",
        "contact": "{email: lu@example.com, prefer: 邮件}",
        "consent": CONSENT,
        "verification": "{level: met_in_person, by: shen-qiuci, on: 2026-05-01}",
    }
    organization = {
        "names": "{en: Hexi Tea}",
        "about": "一家原叶茶商家。\n",
        "roles": "[品牌]",
        "services": "[摄影]",
        "industries": "[茶叶]",
        "platforms": "[抖音]",
        "city": "杭州",
        "founded": "2016",
        "size": "10-49",
        "minimum_order": "100 份",
        "lead_time": "7 天",
        "contacts": "[lu-zhifan, {name: 前台}]",
        "certificates": "[{name: 有机认证, number: A1, valid_until: 2025-01-01}, "
        "{name: 出口许可, valid_until: 2030-01-01}, {name: 无期}]",
        "links": "{官网: https://hexi.example.com/}",
        "verification": "{level: license_checked, by: content-group, on: 2026-05-01}",
        "consent": CONSENT,
        "sponsorship": "{level: 金牌, from: 2026-01-01, to: 2026-12-31, in_return: 首页致谢}",
    }
    group = {
        "names": "{en: Content Group}",
        "city": "杭州",
        "leads": "[{person: lu-zhifan, role: 组长, from: 2025-01, to: 2027-01}, {person: shen-qiuci}, {person: {name: 外援}}]",
        "term_months": "24",
        "entry": "{how: 找组长, visibility: public, qr: 群码.png, qr_expires: 2027-01-01}",
        "rules": "不发广告。",
        "parent": "council",
    }
    members = {
        "shen-qiuci": a_member(name="沈秋辞", consent=CONSENT, status="dormant", verification="{level: referred}", city="上海"),
        "wen-lao": a_member(name="温老", consent=CONSENT, status="in_memoriam", verification="{level: self}"),
        "qian-hui": a_member(name="钱会", consent=CONSENT, status="alumni", contact="{wechat_qr: 码.png}"),
    }
    return {
        "members/people/lu-zhifan.yml": a_member(**whole),
        **{f"members/people/{member_id}.yml": text for member_id, text in members.items()},
        "members/organizations/hexi-tea.yml": an_organization(**organization),
        "members/groups/content-group/index.yml": a_group(**group),
        "members/groups/content-group/群码.png": PNG,
        "members/groups/council.yml": a_group(name="理事会", kind="council", ended="2026-10-01"),
        "members/tiers.yml": _TIERS,
    }


_TIERS = """
full:
  name: 正式会员
  names: {en: Full member}
  rank: 1
  sees: members
  audience: 做店一年以上的人。
  admission: {mode: apply, criteria: [有店], approver: council}
  fee: {amount: 1200, currency: CNY, per: 年, note: 学生减半, member_amount: 600}
  benefits: [{text: 参加沙龙, quantity: 12, per: 年}, {text: 看全文}, {text: 一次咨询, quantity: 1}]
  promotion: [{to: core, conditions: [写三篇案例]}]
  demotion: 一年不来
  changes: [{on: 2026-01-01, what: 降价}]
core: {name: 核心会员, rank: 2, audience: 理事, admission: {mode: election}, fee: {amount: 0}}
guest: {name: 访客, rank: 0, audience: 路过的人, admission: {mode: open}, fee: {amount: 30, currency: USD}}
"""


def _texts() -> dict[str, str | bytes]:
    case = {
        **_KNOWLEDGE,
        "kind": "own",
        "outcome": "success",
        "maturity": "replicated",
        "organization": "hexi-tea",
        "period": "{start: 2026-07-01, end: 2026-09-28}",
        "team_size": "9",
        "cost": "{amount: 18600, currency: CNY, note: 不含人力}",
        "metrics": _METRICS,
        "not_applicable": "客单价低于 39 元的品类。",
        "reproducibility": "{difficulty: 中, prerequisites: [有自播团队], time_to_effect: 4–6 周, replications: ["
        "{by: shen-qiuci, on: 2026-11-02, outcome: partial, note: 降了 6 个点}, {by: {name: 外店}, outcome: failed}, "
        "{by: wen-lao, outcome: success}, {by: qian-hui, outcome: ongoing}]}",
        "followups": "[{due: 2027-03-31, done: 2027-04-01, note: 补数据}]",
        "quotes": "[{text: 退货是开播前的事。, who: 店长, role: 直播间, on: 2026-09-20, consent: true}, "
        "{text: 没同意, consent: false}]",
        "attachments": '[{file: "退款#1.csv", title: 归类表}, {file: 说明.md}, {file: 看板.png, visibility: members}]',
        "aliases": "[cases/old-whole, 旧案例]",
    }
    paper = {
        **_KNOWLEDGE,
        "title": "直播间退货：一次调查，46 家店（2026）",
        "chapters": "[{file: 01-background.md, title: 背景, authors: [lu-zhifan]}, {file: 第二章.md, title: 结果}, "
        "{file: secret.md, title: 会员章, visibility: members}]",
        "abstract": '"一共 46 家店。\\n\\n第二段。"',
        "keywords": "[退货, 直播]",
        "method": "{sample_size: 46, period: {start: 2026-05-01, end: 2026-08-01}, instrument: 问卷, limits: 样本偏小}",
        "funding": "自费",
        "partners": "[hexi-tea]",
        "signatories": "[shen-qiuci]",
        "references": "[{text: 某书, url: https://book.example.com/}, {text: 某刊}]",
        "changes": '[{on: 2026-11-10, what: 改了一处, version: "1.1"}, {on: 2026-11-01, what: 首发}]',
        "supersedes": "旧版",
        "attachments": "[{file: 全文.pdf, title: 全文}]",
    }
    template = {
        **_KNOWLEDGE,
        "title": "退款原因归类表",
        "kind": "合同范本",
        "files": "[{file: 退款 表.xlsx, title: 归类表, sheets: [原因]}, {file: 用法.md}, {file: 样例.csv}]",
        "last_tested": "2026-11-01",
        "used_in": "[whole]",
        "fields": "[{name: 原因, meaning: 客户选的, example: 口感}, {name: 数量, meaning: 单数}]",
        "legal": "{reviewed_by: 某律师, reviewed_on: 2026-10-01, jurisdiction: 中国大陆, disclaimer: 只作参考}",
        "changes": '[{on: 2026-11-10, what: 加一列, version: "1.1"}, {on: 2026-11-01, what: 首发}]',
    }
    return {
        "content/cases/whole/index.md": a_case(
            _CASE_BODY.replace("other.md", "../other.md")
            .replace("(../whitepapers", "(../../whitepapers")
            .replace("(../templates", "(../../templates")
            .replace("(../../events", "(../../../events"),
            **case,
        ),
        "content/cases/whole/退款#1.csv": "原因,单数\n口感,29\n",
        "content/cases/whole/说明.md": "# 说明\n\n怎么看这张表。\n",
        "content/cases/whole/看板.png": PNG,
        "content/cases/whole/证据.png": PNG,
        "content/cases/other.md": a_case(
            "\n## 教训\n\n- 一条\n- 两条\n", title="另一篇", related="{cases: [whole]}", outcome="failed"
        ),
        "content/cases/ongoing.md": a_case(outcome="ongoing", followups="[{due: 2027-01-01}]", level="入门"),
        "content/cases/partial.md": a_case(outcome="partial", status="archived", reproducibility="{difficulty: 低}"),
        "content/cases/taken.md": a_case(status="retracted", retraction="数据有误。\n"),
        "content/cases/hidden.md": a_case(title="会员案例", visibility="members"),
        "content/cases/draft.md": a_case(status="draft"),
        "content/whitepapers/survey/index.md": a_whitepaper("\n## 前言\n\n一段。\n", **paper),
        "content/whitepapers/survey/01-background.md": "# 背景\n\n## 起因\n\n见[下一章](第二章.md)和[封面](index.md)。\n",
        "content/whitepapers/survey/第二章.md": "# 结果\n\n文字。\n\n### 细节\n\n再写。\n",
        "content/whitepapers/survey/secret.md": "# 会员章\n\n内情。\n",
        "content/whitepapers/survey/全文.pdf": b"%PDF-1.4\n",
        "content/whitepapers/taken.md": a_whitepaper(status="retracted"),
        "content/templates/sheet/index.md": a_template("\n## 怎么用\n\n1. 填\n2. 看\n", **template),
        "content/templates/sheet/退款 表.xlsx": _workbook(),
        "content/templates/sheet/用法.md": "# 用法\n",
        "content/templates/sheet/样例.csv": "a,b\n1,2\n",
        "content/templates/taken/index.md": a_template(status="retracted"),
        "content/templates/taken/表.csv": "a\n",
    }


@cache
def _workbook() -> bytes:
    """A workbook; made once, since it holds the time at which it was made."""
    book = Workbook()
    sheet = book.active
    sheet.title = "原因"
    for row in (["原因", "单数"], ["口感", 29], ["合计", "=SUM(B2:B2)"]):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _events() -> dict[str, str | bytes]:
    series = {
        "title_en": "Thursday Talk",
        "start": "2026-11-05 20:00",
        "duration": "90m",
        "timezone": "Asia/Shanghai",
        "repeat": "{freq: weekly, on: [thu], until: 2027-02-25, skip: [2026-12-31]}",
        "occurrences": "{2026-11-12: {title: 退货三问, moderator: shen-qiuci, "
        "speakers: [lu-zhifan, {name: 嘉宾, url: https://guest.example.com/}], "
        "agenda: [{at: 20:00, title: 开场, speakers: [lu-zhifan]}, {at: 21:00, title: 问答}], related: {cases: [other]}}, "
        "2026-12-03: {cancel: true, reason: 大促}, 2026-12-10: {move_to: 2026-12-11 19:30, reason: 场地}, "
        "2026-12-17: {online: {platform: 飞书, url: https://meet.example.com/x, visibility: public}, "
        "price: {amount: 10}, capacity: 20}}",
        "extra": "[{start: 2027-01-09 14:00, duration: 120m, title: 加场, kind: 问答直播, speakers: [shen-qiuci]}]",
        "access": "members",
        "organizer": "{group: content-group, person: lu-zhifan}",
        "groups": "[content-group]",
        "topics": "[退货治理]",
        "mode": "online",
        "online": "{platform: 腾讯会议, url: https://meet.example.com/weekly}",
        "speakers": "[shen-qiuci]",
        "moderator": "lu-zhifan",
        "prepare": "[带一张表]",
        "capacity": "300",
        "price": "{amount: 50, currency: TWD, member_amount: 20, note: 现场付}",
        "registration": "{required: true, url: https://form.example.com/, deadline: 2026-11-04 18:00}",
        "contact": "hall@example.com",
        "sponsors": "[hexi-tea]",
        "replay_policy": "members",
        "reminders": "[1d, 15m]",
        "language": "中文",
        "related": "{cases: [whole], whitepapers: [survey], templates: [sheet]}",
        "outputs": "{2026-11-12: {cases: [whole]}, all: {templates: [sheet]}}",
        "sequence": "3",
        "created": "2026-10-01",
        "updated": "2026-11-01",
    }
    place = "{name: 茶空间, address: 西湖路 1 号, city: 杭州, district: 西湖区, transport: 地铁, accessibility: 有坡道"
    return {
        "events/weekly-talk.yml": an_event(**series),
        "events/salon.yml": an_event(
            title="杭州沙龙：退货怎么治（第三期）",
            kind="沙龙",
            start="2026-11-28 14:00",
            end="2026-11-28 17:30",
            mode="onsite",
            venue=f"{place}, geo: {{latitude: 30.2, longitude: 120.1}}}}",
            price="{amount: 0, note: 茶水自理}",
            access="public",
        ),
        "events/hybrid.yml": an_event(
            title="混合",
            kind="研讨会",
            start="2026-12-19 19:00",
            end="2026-12-20 01:00",
            mode="hybrid",
            access="core",
            venue=f"{place}, map_url: https://map.example.com/}}",
            online="{platform: Zoom}",
            registration="{required: true}",
        ),
        "events/tour.yml": an_event(title="游学", kind="标杆游学", start="2027-03-12", end="2027-03-14", access="invite"),
        "events/gone.yml": an_event(title="办过", start="2026-10-10 20:00", replay_policy="public"),
        "events/off.yml": an_event(title="不办了", status="cancelled", reason="讲者生病", cancelled_on="2026-11-20"),
        "events/late.yml": an_event(title="推迟", status="postponed", postponed_from="2026-11-25 20:00", reason="场地"),
        "events/maybe.yml": an_event(title="也许", status="tentative"),
        "events/some-month.yml": an_event(title="某月", start="2027-08-01", date_precision="month"),
        "events/quarter.yml": an_event(title="某季", start="2027-08-01", date_precision="quarter"),
        "events/year.yml": an_event(title="某年", start="2027-08-01", date_precision="year"),
        "events/monthly.yml": an_event(
            title="月会", start="2026-11-27 20:00", repeat="{freq: monthly, on: [fri], nth: last, interval: 2}"
        ),
        "events/first.yml": an_event(title="月初", start="2026-12-01 20:00", repeat="{freq: monthly, by_month_day: 1, count: 3}"),
        "events/yearly.yml": an_event(title="年会", start="2026-12-01", repeat="{freq: yearly, count: 3}"),
        "events/daily.yml": an_event(title="打卡", start="2026-12-01 08:00", repeat="{freq: daily, interval: 3, count: 3}"),
        "events/plain-weekly.yml": an_event(title="周会", start="2026-12-01 08:00", repeat="{freq: weekly, count: 3}"),
    }
