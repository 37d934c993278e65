"""JSON-LD as text: one writer, so that every page has the same order of keys and is safe inside a script element."""

import json
import re
from collections.abc import Iterable, Mapping

from huiguan.compile.edition import Edition
from huiguan.model.visibility import Visibility

Node = Mapping[str, object]
NOTHING: Node = {}

CONTEXT = "https://schema.org"
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
# Inside a script element `</script` and `<!--` end or change what follows; the rest ends a line of JavaScript or of YAML.
_UNSAFE = re.compile("[<>&\x7f-\x9f\u2028\u2029\ufeff]")


def json_ld_of(edition: Edition, nodes: Iterable[Node]) -> str:
    """The nodes as JSON for a script element, in their order; empty in an edition that is not public.

    `nodes` may be a generator: it is not asked where nothing is written. Keys without a value are left out, and so is a node
    that holds nothing but its type. Several nodes make a graph.
    """
    return written(nodes) if edition.context.edition is Visibility.PUBLIC else ""


def written(nodes: Iterable[Node]) -> str:
    """The nodes as JSON for a script element; empty where they say nothing."""
    kept = [found for node in nodes if (found := _kept(node))]
    if not kept:
        return ""
    document = {"@context": CONTEXT, **kept[0]} if len(kept) == 1 else {"@context": CONTEXT, "@graph": kept}
    return _UNSAFE.sub(_escaped, _JSON.encode(document))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def number(value: float) -> float | int:
    """A whole number without `.0`."""
    return int(value) if float(value).is_integer() else value


def _kept(node: Node) -> dict[str, object]:
    """The node without what is empty, at any depth; nothing where only its type is left."""
    found: dict[str, object] = {}
    for key, value in node.items():
        kept = value if isinstance(value, str) else _value(value)
        if kept is not None and kept != "":
            found[key] = kept
    return {} if len(found) == 1 and "@type" in found else found


def _value(value: object) -> object:
    """A value without what is empty; None where nothing is left."""
    if isinstance(value, dict):
        return _kept(value) or None
    if isinstance(value, (list, tuple)):
        return [kept for item in value if (kept := _value(item)) is not None and kept != ""] or None
    return value
