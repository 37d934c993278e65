"""Structured data for search engines and other readers by machine: what a page shows, in the words of schema.org."""

from huiguan.compile.json_ld.article import case_json_ld, chapter_json_ld, retracted_json_ld, template_json_ld, whitepaper_json_ld
from huiguan.compile.json_ld.breadcrumb import section_json_ld
from huiguan.compile.json_ld.event import event_json_ld
from huiguan.compile.json_ld.organization import group_json_ld, home_json_ld, organization_json_ld
from huiguan.compile.json_ld.person import member_json_ld

__all__ = [
    "case_json_ld",
    "chapter_json_ld",
    "event_json_ld",
    "group_json_ld",
    "home_json_ld",
    "member_json_ld",
    "organization_json_ld",
    "retracted_json_ld",
    "section_json_ld",
    "template_json_ld",
    "whitepaper_json_ld",
]
