"""The modules of the search run in browsers of 2021: Safari 15, Chrome 90 and what WeChat is built on."""

import re
from pathlib import Path

import pytest

from search.asking import SCRIPTS

MODULES = sorted([*SCRIPTS.glob("huiguan-search*.js"), *(SCRIPTS / "search").glob("*.js")])
# A module with one of these does not start there, or fails in the middle of a search.
TOO_NEW = {
    "look-behind (Safari 16.4)": r"\(\?<[=!]",
    "top-level await (Safari 15.4)": r"^(?:const .*= |let .*= )?await ",
    "a static block (Safari 16.4)": r"\bstatic \{",
    "Array.at (Safari 15.4)": r"\.at\(",
    "Object.hasOwn, unless asked for with ?. (Safari 15.4)": r"Object\.hasOwn\(",
    "structuredClone (Safari 15.4)": r"\bstructuredClone\(",
    "findLast (Safari 15.4)": r"\.findLast(?:Index)?\(",
    "copies by method (Safari 16)": r"\.to(?:Sorted|Reversed|Spliced)\(",
    "grouping (Safari 17.4)": r"\b(?:Object|Map)\.groupBy\(",
    "sets as sets (Safari 17)": r"\.(?:union|intersection|difference|isSubsetOf)\(",
    "AbortSignal.any and timeout (Safari 16)": r"AbortSignal\.(?:any|timeout)\(",
    "the v flag (Safari 17)": r"/[dgimsuy]*v[dgimsuy]*[;,)\s]*$|, \"[a-z]*v[a-z]*\"\)",
    "iterators with methods (Safari 18.4)": r"\.(?:values|keys|entries)\(\)\.(?:map|filter|toArray)\(",
    "import attributes (Safari 17.2)": r"\bwith \{ type:",
}


def code_of(module: Path) -> str:
    """A module without its comments."""
    return re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", module.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
@pytest.mark.parametrize("what", TOO_NEW)
def test_a_module_needs_nothing_too_new(module: Path, what: str) -> None:
    """Nothing that a phone of some years has not."""
    assert re.findall(TOO_NEW[what], code_of(module), re.MULTILINE) == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("look-behind (Safari 16.4)", "const X = /(?<=a)b/"),
        ("top-level await (Safari 15.4)", "const x = await import('./a.js')"),
        ("Array.at (Safari 15.4)", "last = all.at(-1)"),
        ("Object.hasOwn, unless asked for with ?. (Safari 15.4)", "Object.hasOwn(a, b)"),
        ("the v flag (Safari 17)", "const X = /[a]/v"),
    ],
)
def test_it_would_be_seen(what: str, line: str) -> None:
    """The patterns above match what they are for."""
    assert re.search(TOO_NEW[what], line, re.MULTILINE)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_asks_no_other_host(module: Path) -> None:
    """Nothing is imported but its neighbours, and no address of another host stands in it."""
    code = code_of(module)
    imported = re.findall(r"""(?:from|import\()\s*[`"']([^`"']+)""", code)
    assert [name for name in imported if not re.match(r"\.{1,2}/", name)] == []
    assert re.findall(r"https?://|\beval\(|new Function|innerHTML|document\.write", code) == []
