"""The vocabularies that the package ships: their form, and what members' own words resolve to."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
import yaml

from huiguan.model.vocabulary import Term, Vocabulary, folded

FOLDER = files("huiguan") / "vocabulary"
PROMISED = (
    "content_forms depths event_kinds group_kinds industries kpis languages levels licenses mechanisms models "
    "organization_kinds personas platforms regions roles sections services stages template_kinds topics whitepaper_kinds"
)
NAMES = PROMISED.split()
KPI_KEYS = {"unit", "better", "ambiguous", "formula", "definitions", "decimals", "signed"}
LICENSE_KEYS = {"may_read", "may_share", "may_sell", "open", "url"}
SHARED_KEYS = {"label", "aliases", "parent", "group", "note", "deprecated"}
YES_NO_KEYS = {"group", "ambiguous", "signed", "open"}
UNITS = {"money", "percent", "ratio", "count", "days", "score", "minutes"}
# Ids of languages are BCP 47 tags, as they stand in the `lang` of a page.
ID_PATTERNS = {
    "kpis": r"[a-z0-9]+(_[a-z0-9]+)*",
    "event_kinds": r"[a-z0-9]+(_[a-z0-9]+)*",
    "languages": r"[a-z]{2,3}(-[A-Z][a-z]{3})?",
}
PLAIN_ID = r"[a-z0-9]+(-[a-z0-9]+)*"

# Every traditional character that stands in the files, and its simplified form.
TRADITIONAL = (
    "亞來倉個倫傢傳僅價儀優儲內別則創劃動務勢勵區協參員問啟單噹國圖團執報場夥妝嬰學寢實寧審寵寶專尋對導屬"
    "帳庫廚廠廣後徑從復愛慣慶應戰戶採換損擊據擬攝數時書會東條業構樂標樣機檔檢權歐歷歸決沖淨測準漢潔潤灣烏"
    "營爭爾獨獲獻現瑪環產異發盤眾禮稅種競筆節範簡粵糧糾約紅紐紙級紛終組結給統絲綁經綜網線編緬縮總績織羅義"
    "習聯職肅腳臉與興茲葉薦薩藥蘇蘭虛號蝦術補裝複規視觀觸訂計討訓託記訪設訴評詢試話語誤說誼調請諮識譯議護"
    "讀變貓貝負財貢貨貴買費貼資賓賣質購贊趨躍車軟輔輯轉辦農週進遊運過達遜適選遼邊郵醫釘釣銀銷鋪鏈長門閃開"
    "閒間閱關陝陣陸階際險雙雲電韓頁預領頭頻題額類顧風飛飲飾餉養饋馬驅驗體髮魚鮮麼點齋龍"
)
SIMPLIFIED = (
    "亚来仓个伦家传仅价仪优储内别则创划动务势励区协参员问启单当国图团执报场伙妆婴学寝实宁审宠宝专寻对导属"
    "帐库厨厂广后径从复爱惯庆应战户采换损击据拟摄数时书会东条业构乐标样机档检权欧历归决冲净测准汉洁润湾乌"
    "营争尔独获献现玛环产异发盘众礼税种竞笔节范简粤粮纠约红纽纸级纷终组结给统丝绑经综网线编缅缩总绩织罗义"
    "习联职肃脚脸与兴兹叶荐萨药苏兰虚号虾术补装复规视观触订计讨训托记访设诉评询试话语误说谊调请咨识译议护"
    "读变猫贝负财贡货贵买费贴资宾卖质购赞趋跃车软辅辑转办农周进游运过达逊适选辽边邮医钉钓银销铺链长门闪开"
    "闲间阅关陕阵陆阶际险双云电韩页预领头频题额类顾风飞饮饰饷养馈马驱验体发鱼鲜么点斋龙"
)
SCRIPT = str.maketrans(TRADITIONAL, SIMPLIFIED)

Terms = dict[str, dict[str, Any]]


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.yml").read_text(encoding="utf-8")


@cache
def terms_of(name: str) -> Terms:
    loaded = yaml.safe_load(text_of(name))
    assert isinstance(loaded, dict)
    return loaded


@cache
def vocabulary_of(name: str) -> Vocabulary:
    return Vocabulary.of(name, {id_: Term(id=id_, **term) for id_, term in terms_of(name).items()})


def names_of(id_: str, term: Mapping[str, Any]) -> list[str]:
    return [id_, *term["label"].values(), *term.get("aliases", [])]


def collisions(terms: Terms) -> list[tuple[str, str, str]]:
    """The names that stand for two terms, as (name, first id, second id)."""
    owner: dict[str, str] = {}
    found = []
    for id_, term in terms.items():
        for name in names_of(id_, term):
            other = owner.setdefault(folded(name).translate(SCRIPT), id_)
            if other != id_:
                found.append((name, other, id_))
    return found


def encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def han(text: str) -> str:
    return "".join(re.findall(r"[\u4e00-\u9fff]", text))


def test_each_promised_vocabulary_is_there_and_no_other() -> None:
    """The folder holds the vocabularies that fields refer to, one file each, and the synonyms."""
    names = [file.name.removesuffix(".yml") for file in FOLDER.iterdir() if file.name.endswith(".yml")]
    assert sorted(names) == sorted([*NAMES, "synonyms"])


@pytest.mark.parametrize("name", NAMES)
def test_the_read_me_names_the_vocabulary(name: str) -> None:
    """A club that looks for a list finds its file in the table."""
    assert f"`{name}.yml`" in (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_yaml_is_plain(name: str) -> None:
    """No anchor, alias, tag or merge key: what stands there is what is meant."""
    for event in yaml.parse(text_of(name)):
        assert not isinstance(event, yaml.AliasEvent)
        assert getattr(event, "anchor", None) is None
        assert getattr(event, "tag", None) is None
        assert getattr(event, "value", "") != "<<"


@pytest.mark.parametrize("name", NAMES)
def test_no_key_stands_twice(name: str) -> None:
    """A term that is written twice would silently lose its first form."""

    def keys_of(node: yaml.Node | None) -> Iterable[tuple[int, str]]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield id(node), key.value
                yield from keys_of(value)

    keys = list(keys_of(yaml.compose(text_of(name))))
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_plain_ascii(name: str) -> None:
    """An id can stand in an address and is typed without an input method."""
    pattern = ID_PATTERNS.get(name, PLAIN_ID)
    assert [id_ for id_ in terms_of(name) if not re.fullmatch(pattern, str(id_))] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_term_has_the_keys_of_its_vocabulary(name: str) -> None:
    """Keys of KPIs stand at KPIs alone, those of licenses at licenses, and the model takes every term."""
    allowed = SHARED_KEYS | {"kpis": KPI_KEYS, "licenses": LICENSE_KEYS}.get(name, set())
    for id_, term in terms_of(name).items():
        assert set(term) <= allowed, id_
        assert Term(id=id_, **term).id == id_


@pytest.mark.parametrize("name", NAMES)
def test_values_are_the_text_that_is_meant(name: str) -> None:
    """618, 1688 or `no` are quoted, so that no editor or tool reads a number or a yes/no."""
    for id_, term in terms_of(name).items():
        for key, value in term.items():
            entries = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else [value]
            wanted = bool if key in YES_NO_KEYS else int if key == "decimals" else str
            assert all(type(entry) is wanted for entry in entries), (id_, key)
            assert all(entry == entry.strip() != "" for entry in entries if isinstance(entry, str)), (id_, key)


@pytest.mark.parametrize("name", NAMES)
def test_each_term_has_three_labels(name: str) -> None:
    """A term has a name for readers of simplified and traditional Chinese and of English."""
    assert [id_ for id_, term in terms_of(name).items() if list(term["label"]) != ["zh-Hans", "zh-Hant", "en"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_labels_are_in_their_own_script(name: str) -> None:
    """A simplified label has no traditional character and the other way round; an English one has no Han at all."""
    for id_, term in terms_of(name).items():
        simplified, traditional, english = term["label"].values()
        assert encodable(han(simplified), "gb2312"), id_
        assert simplified == simplified.translate(SCRIPT), id_
        assert encodable(han(traditional), "big5"), id_
        assert han(english) == "", id_


def test_the_table_knows_every_traditional_character_of_the_files() -> None:
    """Names are compared across scripts, so a character that the table lacks would hide a collision."""
    written = set(han("".join(text_of(name) for name in NAMES)))
    assert [one for one in sorted(written) if not encodable(one, "gb2312") and one not in TRADITIONAL] == []
    assert not set(TRADITIONAL) & set(SIMPLIFIED)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_for_one_term(name: str) -> None:
    """Whatever a member types means one term, in any case, width and script."""
    assert collisions(terms_of(name)) == []


@pytest.mark.parametrize("typed", ["薅羊毛", "ＤＹ", "d-y", "Dy", "達播"])
def test_the_same_name_in_another_spelling_collides(typed: str) -> None:
    """Case, width, hyphens and script make no second name."""
    label = {"zh-Hans": "一", "zh-Hant": "一", "en": "One"}
    terms = {
        "first": {"label": label, "aliases": ["dy", "达播", "薅羊毛"]},
        "second": {"label": {"zh-Hans": "二", "zh-Hant": "二", "en": "Two"}, "aliases": [typed]},
    }
    assert collisions(terms) == [(typed, "first", "second")]


@pytest.mark.parametrize("name", NAMES)
def test_an_alias_adds_a_name(name: str) -> None:
    """An alias that only repeats the id, a label or another alias is noise."""
    for id_, term in terms_of(name).items():
        known = {folded(each) for each in (id_, *term["label"].values())}
        aliases = [folded(alias) for alias in term.get("aliases", [])]
        assert [alias for alias in aliases if alias in known] == [], id_
        assert len(aliases) == len(set(aliases)), id_


@pytest.mark.parametrize("name", NAMES)
def test_parents_stand_above_their_terms(name: str) -> None:
    """A parent exists, comes first, has no parent itself, and a heading has something under it."""
    terms = terms_of(name)
    order = list(terms)
    for id_, term in terms.items():
        if "parent" in term:
            parent = term["parent"]
            assert parent in terms, id_
            assert order.index(parent) < order.index(id_), id_
            assert "parent" not in terms[parent], id_
            assert "group" not in term, id_
    parents = {term.get("parent") for term in terms.values()}
    assert [id_ for id_, term in terms.items() if term.get("group") and id_ not in parents] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_deprecated_term_names_a_living_one(name: str) -> None:
    """Old ids lead to a term that can be chosen, in one step."""
    terms = terms_of(name)
    replacements = [terms.get(term["deprecated"]) for term in terms.values() if "deprecated" in term]
    assert all(other and "deprecated" not in other and not other.get("group") for other in replacements)


KPIS = {id_: term for id_, term in terms_of("kpis").items() if not term.get("group")}


@pytest.mark.parametrize("id_", KPIS)
def test_a_kpi_can_be_measured_and_compared(id_: str) -> None:
    """Every KPI has a unit, a direction, a formula and its decimals."""
    kpi = KPIS[id_]
    assert kpi["unit"] in UNITS
    assert kpi["better"] in {"higher", "lower", "neutral"}
    assert kpi["formula"]
    assert 0 <= kpi["decimals"] <= 2


@pytest.mark.parametrize("id_", KPIS)
def test_an_ambiguous_kpi_offers_its_definitions(id_: str) -> None:
    """An ambiguous KPI lists two definitions or more, all different; a plain one needs none."""
    definitions = KPIS[id_].get("definitions", [])
    assert len(set(definitions)) == len(definitions)
    assert len(definitions) >= 2 if KPIS[id_].get("ambiguous") else not definitions


@pytest.mark.parametrize(("id_", "license_"), terms_of("licenses").items())
def test_a_license_says_what_it_allows(id_: str, license_: dict[str, Any]) -> None:
    """Each license tells in full sentences who may read, share and sell; the open ones link to their text."""
    assert set(license_) >= {"may_read", "may_share", "may_sell", "open"}
    assert all(license_[key].endswith("。") for key in ("may_read", "may_share", "may_sell"))
    assert license_["open"] == id_.startswith("cc")
    assert license_.get("url", "").startswith("https://creativecommons.org/") == license_["open"]


EVENT_KINDS = (
    "online_talk live_qa training_live private_talk seminar salon workshop private_board study_tour company_visit "
    "summit mixer admission external"
)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("personas", "practitioner founder scholar enthusiast investor provider"),
        ("sections", "context goal actions results lessons reuse"),
        ("whitepaper_kinds", "research survey consensus guide"),
        ("event_kinds", EVENT_KINDS),
    ],
)
def test_these_lists_are_exactly_as_agreed(name: str, ids: str) -> None:
    """Lists that templates and rules rely on have these terms in this order."""
    assert list(terms_of(name)) == ids.split()


# What the examples, the demo club and members type, by vocabulary: typed=id.
TYPED = {
    "platforms": """抖音=douyin DY=douyin 抖店=douyin xhs=xiaohongshu pdd=pinduoduo ks=kuaishou 蝦皮購物=shopee
        TikTokShop=tiktok-shop 1688=alibaba-1688 饿了么=taobao-flash QQ群=qq-group 企业微信=wecom SHEIN=shein""",
    "models": """内容驱动型=content-driven 内容=content-driven 团购=group-buying 兴趣=interest-circle 货架=shelf
        B2B=b2b-wholesale 会员分销=member-distribution 即时=instant-retail""",
    "content_forms": "店铺自播=store-livestream 店播=store-livestream 短影音=short-video 2b直播=reseller-livestream",
    "industries": """茶饮冲调=tea-and-drinks 茶饮=tea-and-drinks 包装印刷=packaging 运动户外=sports-and-outdoor
        户外=camping 家电=home-appliances 美妆=beauty 食品=food 健康=health 宠物=pets 工业品=industrial
        农产品=agriculture 服饰=apparel 家居=home 玩具=toys 母婴=mother-and-baby""",
    "topics": """退货治理=returns 直播脚本=livestream-script 客服=customer-service 坏果包赔=after-sales 种草=seeding
        复购=repurchase 团长管理=group-leaders 返佣=distribution 分销合规=pyramid-boundary 周期购=subscription
        全托管=fully-managed 小单快反=quick-response 仅退款=refund-only 拒收=cod-refusal 邮件营销=email-marketing
        AI写作=ai-content 银发人群=senior-customers 阶梯价=pricing 达人分层=influencers GMV口径=data-definitions
        交接=handover 二清=payment-compliance 优惠券漏洞=fraud 差评=reviews 618=promotion-618 双十一=double-11""",
    "stages": "成长期=growing 冷启动=starting",
    "levels": "进阶=intermediate 小白=beginner",
    "depths": "操作=operation 打法=tactics 战略=strategy",
    "roles": "店主=owner 老板=owner 主播=livestream-host 直播主=livestream-host KOC=influencer HR=hr 客服=customer-service",
    "licenses": """CC-BY-NC-SA-4.0=cc-by-nc-sa-4-0 CC-BY-SA-4.0=cc-by-sa-4-0 CC-BY-NC-4.0=cc-by-nc-4-0 CC-BY-4.0=cc-by-4-0
        CC0=cc0 CC0-1.0=cc0 all-rights-reserved=all-rights-reserved""",
    "kpis": """GMV=gmv 客单价=aov roi=roi 投产比=roi 退货率=return_rate 互动率=engagement_rate 交期=lead_time_days
        误差=data_gap GPM=gpm ACoS=acos TACoS=tacos LTV/CAC=ltv_cac 及时发货=ontime_ship 会员占比=member_share
        坏果率=damage_rate 履约=fulfillment_rate""",
    "sections": """背景=context 项目背景=context 做法=actions 过程=actions 效果=results 数据=results 复盘=lessons
        踩坑=lessons 如何复用=reuse 怎麼套用=reuse Background=context Takeaways=lessons""",
    "event_kinds": "私董会=private_board private-board=private_board 问答直播=live_qa 酒会=mixer",
    "organization_kinds": "brand=brand service_provider=service-provider 工厂=factory",
    "group_kinds": "editorial_board=editorial-board 圈子=circle 城市分会=chapter",
    "template_kinds": "选品表=selection-sheet 合同范本=contract SOP=sop 复盘报告=review-sheet 佣金测算表=calculator",
    "services": "ERP=erp 代运营=store-operation MCN=mcn 云仓=warehousing 质检=inspection",
    "regions": "浙江=zhejiang 江苏=jiangsu 印尼=indonesia 台湾=taiwan 東南亞=southeast-asia US=united-states 挪威=norway",
    "languages": "zh-Hans=zh-Hans zh-TW=zh-Hant 英文=en",
    "mechanisms": "反馈闭环=feedback-loop 裂变=fission",
    "personas": "从业者=practitioner VC=investor",
    "whitepaper_kinds": "手册=guide 调研=survey",
}
MEANT = [(name, *pair.rsplit("=", 1)) for name, pairs in TYPED.items() for pair in pairs.split()]


@pytest.mark.parametrize(("name", "typed", "id_"), MEANT)
def test_members_words_find_their_term(name: str, typed: str, id_: str) -> None:
    """What the examples and the demo club write resolves to a term that can be chosen."""
    found = vocabulary_of(name).find(typed)
    assert found is not None
    assert found.id == id_
    assert not found.group
