"""The list of addresses for search engines, and what they may read."""

from collections.abc import Iterable
from datetime import date
from xml.etree import ElementTree as ET

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(pages: Iterable[tuple[str, date | None]]) -> bytes:
    """The sitemap of (full address, day of the last change), sorted by address; sitemaps.org 0.9."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}urlset")
    for address, changed in sorted(pages, key=lambda page: page[0]):
        entry = ET.SubElement(root, f"{{{NAMESPACE}}}url")
        ET.SubElement(entry, f"{{{NAMESPACE}}}loc").text = address
        if changed is not None:
            ET.SubElement(entry, f"{{{NAMESPACE}}}lastmod").text = changed.isoformat()
    ET.indent(root, " ")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def robots(site_url: str, *, is_public: bool) -> bytes:
    """What robots may read: everything of a public edition, nothing of the others."""
    if not is_public:
        return b"User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n".encode()
