"""The examples beside the sentences are true: the wrong one is refused for that very reason, the right one is not."""

import re
from pathlib import Path

import pytest

from builders import (
    BODY,
    CASE,
    CLUB,
    EVENT,
    MEMBER,
    TEMPLATE,
    WHITEPAPER,
    a_member,
    an_organization,
    check_club_of,
    codes_told,
)
from huiguan.wording import words_of

CASES = (
    "TERM-UNKNOWN TERM-GROUP CHOICE-UNKNOWN FIELD-MISSING FIELD-UNKNOWN REFERENCE-UNKNOWN LIST-EMPTY TEXT-EXPECTED TEXT-EMPTY"
    " SEVERAL-IN-ONE PERSON-UNKNOWN"
    " TEXT-ONE-LINE NUMBER-FORMAT COUNT-FORMAT DATE-FORMAT DATE-NOT-REAL REVIEW-SPAN-FORMAT DATE-ORDER DATE-FUTURE TITLE-LONG"
    " TITLE-FULL-STOP SUMMARY-LENGTH DISCLOSURE-STATEMENT REVIEW-BY-AUTHOR SOURCE-INCOMPLETE LICENSE-NOT-OPEN"
    " CASE-RETRACTION-MISSING CASE-ANONYMIZED-ORGANIZATION CASE-CLIENT-CONSENT CASE-SOURCE-MISSING CASE-FOLLOWUP-MISSING"
    " CASE-REPLICATION-BY-AUTHOR METRIC-HEADLINES METRIC-DEFINITION METRIC-NUMBER METRIC-PERCENT METRIC-NEGATIVE METRIC-INDEX"
    " METRIC-RESULT-FIRST ATTACHMENT-MISSING ATTACHMENT-OUTSIDE ATTACHMENT-TYPE"
)
EVENTS = "LIST-EXPECTED MAPPING-EXPECTED MOMENT-FORMAT CLOCK-FORMAT SPAN-FORMAT URL-FORMAT EMAIL-FORMAT ZONE-UNKNOWN"
EVENT_RULES = (
    "EVENT-OPENS-TOO-LATE EVENT-DEADLINE-AFTER-START EVENT-AGENDA-OUTSIDE EVENT-POSTPONED-UNSAID EVENT-UPDATED-FUTURE"
    " EVENT-DATE-TWICE"
)
MEMBERS = "YES-NO MONTH-FORMAT PRIVACY-FIELD CONSENT-MISSING CONSENT-EXPIRED CONSENT-ENDS-SOON CONSENT-LATER"
SETTINGS = "TEXT-LONG TEXT-PATTERN DOMAIN-FORMAT CLUB-VERSION ROOT-PATH"
WHITEPAPERS = "CHAPTER-MISSING CHAPTER-TWICE CHAPTER-UNNAMED"
EXAMPLES = [
    *((code, "content/cases/tea/index.md", CASE) for code in CASES.split()),
    *((code, "events/talk.yml", EVENT) for code in (*EVENTS.split(), *EVENT_RULES.split())),
    *((code, "members/people/xu-banshan.yml", MEMBER) for code in MEMBERS.split()),
    *((code, "club.yml", CLUB) for code in SETTINGS.split()),
    *((code, "content/whitepapers/returns/index.md", WHITEPAPER) for code in WHITEPAPERS.split()),
    ("TEMPLATE-LEGAL", "content/templates/contract/index.md", TEMPLATE),
]
AROUND = {
    "members/people/shen-qiuci.yml": a_member(name="沈秋辞"),
    "members/people/fang-jingzhe.yml": a_member(name="方惊蛰"),
    "members/organizations/hexi-tea.yml": an_organization(),
    "content/cases/tea/归类表.csv": "a,b\n",
    "content/cases/tea/安装步骤.pdf": b"%PDF-1.7\n",
}
CHAPTERS = {
    "content/whitepapers/returns/definitions.md": "# 口径\n\n正文。\n",
    "content/whitepapers/returns/sample-rules.md": "# 抽样办法\n\n正文。\n",
}


def with_example(base: dict[str, str], example: str, file: str, code: str) -> str:
    """The text of a record in which the keys of the example stand in place of its own."""
    keys = re.findall(r"^([\w]+):", example, re.MULTILINE)
    # Two examples are about a title that is not there, and one about a consent.
    absent = {"FIELD-MISSING": "title", "FIELD-UNKNOWN": "title", "CONSENT-MISSING": "consent"}.get(code)
    kept = {key: value for key, value in base.items() if key not in {*keys, absent}}
    text = "".join(f"{key}: {value}\n" for key, value in kept.items()) + example.strip("\n").replace(".xlsx", ".csv") + "\n"
    return f"---\n{text}---\n{BODY}" if file.endswith(".md") else text


@pytest.mark.parametrize(("code", "file", "base"), EXAMPLES, ids=[code for code, _, _ in EXAMPLES])
def test_an_example_is_true(tmp_path: Path, code: str, file: str, base: dict[str, str]) -> None:
    """The example that is called wrong raises its code, and the one that is called right does not."""
    words = words_of("zh-Hans").group(f"problem.{code}")
    around = {**AROUND, **(CHAPTERS if "whitepapers" in file else {}), "content/cases/tea/退款原因归类表.csv": "a,b\n"}
    if "templates" in file:
        around["content/templates/contract/表.csv"] = "a,b\n"
    if code == "ATTACHMENT-MISSING":
        del around["content/cases/tea/归类表.csv"]
    bad = check_club_of(tmp_path / "bad", {**around, file: with_example(base, words["bad"], file, code)})
    good = check_club_of(tmp_path / "good", {**around, file: with_example(base, words["good"], file, code)})
    assert code in codes_told(bad)
    assert code not in codes_told(good)
