"""What in an SVG could run or ask another host: a picture from a stranger may hold shapes and nothing else."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_ELEMENTS = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "title"}
    | {"desc", "defs", "use", "symbol", "clipPath", "mask", "linearGradient", "radialGradient", "stop", "pattern", "marker"}
    | {"style", "metadata", "switch"}
)
_SVG = "{http://www.w3.org/2000/svg}"


def unsafe_part(content: bytes) -> str | None:
    """The first element or attribute that a published SVG may not have, or None where there is none."""
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError) as error:
        return type(error).__name__
    for element in root.iter():
        found = _unsafe_in(element)
        if found:
            return found
    return None


def _unsafe_in(element: Element) -> str | None:
    tag = str(element.tag)
    if tag.startswith(_SVG) or not tag.startswith("{"):
        name = tag.removeprefix(_SVG)
        if name not in _ELEMENTS:
            return f"<{name}>"
    if tag.endswith("style") and re.search(r"@import|url\s*\(|expression", element.text or "", re.IGNORECASE):
        return "<style>"
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2].lower()
        if name.startswith("on"):
            return name
        if name == "href" and not value.strip().startswith("#"):
            return "href"
        if re.search(r"url\s*\(\s*['\"]?\s*(?!#)", value, re.IGNORECASE) or "javascript:" in value.lower():
            return name
    return None
