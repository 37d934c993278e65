"""Entries for people and the bodies they belong to: members, organizations, groups."""

from bench.cast import Cast, id_of, is_absent
from bench.entry import Entry
from bench.pen import Pen, phrases

# A step with no common factor with the number of names, so that no two members share one.
_STEP = 7919


def member(number: int, pen: Pen, cast: Cast) -> Entry:
    """A member; every sixteenth did not agree to appear."""
    name = name_of(number)
    headline, bio = pen.write("member", "headline"), pen.write("member", "bio")
    offer, need = pen.write("member", "offer"), pen.write("member", "need")
    organization, group = (cast.id_near(kind, pen.random.random()) for kind in ("organization", "group"))
    platform, joined = pen.platform, f"{pen.number(2019, 2026)}-{pen.number(1, 9):02}"
    agreed = "false" if is_absent(number) else "true"
    fields = f"""name: {name}
nickname: 阿{name[-1]}
persona: {pen.pick("从业者", "创始人", "服务商")}
headline: {headline}
bio: {bio}
city: {pen.place}
joined: {joined}
tier: {pen.pick("regular", "regular", "regular", "core")}
renew_on: 2027-{pen.number(1, 12):02}-28
organizations:
  - {{organization: {organization}, title: {pen.pick("店长", "运营", "合伙人")}, from: 2022-04, primary: true}}
groups:
  - {{group: {group}, role: member, from: 2025-03}}
platforms: ["{platform}"]
skills: [{pen.pick("直播脚本", "退货治理", "数据口径", "选品")}, {pen.pick("活动执行", "培训", "仓配")}]
can_offer: [{offer}]
looking_for: [{need}]
contact: {{email: {id_of("member", number)}@example.com, prefer: 微信}}
consent: {{given: {agreed}, on: 2026-09-01, version: "2026-09", scope: [directory_public], expires: 2027-12-31}}
verification: {{level: met_in_person, on: 2024-04-02}}
"""
    facts = (
        ("城市", pen.place),
        ("入会", joined),
        ("平台", platform),
        ("机构", f"[所在机构](organization:{organization})"),
        ("能帮", offer),
        ("在找", need),
    )
    return Entry(
        kind="member",
        id=id_of("member", number),
        title=name,
        summary=headline,
        tags=(platform, pen.place),
        fields=fields,
        facts=facts,
        body=f"{bio}\n",
    )


def name_of(number: int) -> str:
    """The name of a member; no two of the first 15,000 are alike."""
    bank = phrases()["member"]
    surnames, given = bank["surname"], bank["given"]
    place = number * _STEP % (len(surnames) * len(given) ** 2)
    place, last = divmod(place, len(given))
    first, middle = divmod(place, len(given))
    return f"{surnames[first]}{given[middle]}{given[last]}"


def organization(number: int, pen: Pen, cast: Cast) -> Entry:
    """A shop, works or service provider."""
    bank = phrases()["organization"]
    name = "".join((*pen.random.sample(bank["names"], 2), pen.random.choice(bank["tail"])))
    about = pen.write("organization", "about")
    founded = pen.number(2005, 2024)
    contact = cast.id_near("member", pen.random.random())
    fields = f"""name: {name}
kind: {pen.pick("品牌方", "工厂", "供应商", "服务商")}
about: {about}
platforms: ["{pen.platform}"]
city: {pen.place}
founded: {founded}
size: 10-49
contacts: [{contact}]
consent: {{given: true, on: 2026-09-01, version: "2026-09", scope: [directory_public], expires: 2027-12-31}}
"""
    return Entry(
        kind="organization",
        id=id_of("organization", number),
        title=name,
        summary=about,
        tags=(pen.platform, pen.place),
        fields=fields,
        facts=(("城市", pen.place), ("成立", str(founded)), ("联系人", f"[会员](member:{contact})")),
        body=f"{about}\n",
    )


def group(number: int, pen: Pen, cast: Cast) -> Entry:
    """A circle or chapter."""
    name, mission = f"{pen.write('group', 'names')}{number + 1}", pen.write("group", "mission")
    lead = cast.id_near("member", pen.random.random())
    fields = f"""name: {name}
kind: {pen.pick("圈子", "分会", "工作组")}
mission: {mission}
leads:
  - {{person: {lead}, role: 召集人, from: 2025-06}}
entry: {{how: 来过一次沙龙就算。}}
"""
    return Entry(
        kind="group",
        id=id_of("group", number),
        title=name,
        summary=mission,
        tags=(pen.platform,),
        fields=fields,
        facts=(("召集人", f"[会员](member:{lead})"),),
        body=f"{mission}\n",
    )
