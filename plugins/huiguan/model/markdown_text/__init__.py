"""What stands in a Markdown text as typed: a scanner over the source that needs no renderer.

Checks read from it where a link, a tag or a mention stands; pages read from it how headings are addressed. It follows
CommonMark closely enough for messages; what readers see is decided by the renderer alone (`compile/markdown`).
"""

from huiguan.model.markdown_text.alert import ALERT_MARKERS, ALERT_NAMES, Alert, alert_of
from huiguan.model.markdown_text.blocks import scan
from huiguan.model.markdown_text.findings import Heading, Line, Link, Mention, Scan, Tag
from huiguan.model.markdown_text.han import join_lines, joins, without_han_spaces
from huiguan.model.markdown_text.heading_id import heading_anchors, heading_ids, heading_slug
from huiguan.model.markdown_text.link_scan import links
from huiguan.model.markdown_text.mention_scan import MENTION, mentions
from huiguan.model.markdown_text.plain import headings, plain_text
from huiguan.model.markdown_text.tag_scan import raw_html
from huiguan.model.markdown_text.target import decoded, is_elsewhere, path_in, scheme_of

__all__ = [
    "ALERT_MARKERS",
    "ALERT_NAMES",
    "MENTION",
    "Alert",
    "Heading",
    "Line",
    "Link",
    "Mention",
    "Scan",
    "Tag",
    "alert_of",
    "decoded",
    "heading_anchors",
    "heading_ids",
    "heading_slug",
    "headings",
    "is_elsewhere",
    "join_lines",
    "joins",
    "links",
    "mentions",
    "path_in",
    "plain_text",
    "raw_html",
    "scan",
    "scheme_of",
    "without_han_spaces",
]
