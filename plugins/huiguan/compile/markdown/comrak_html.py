"""Asks comrak for the HTML of a text. Its binding (pinned exactly) gives well-formed HTML and no tree.

What is left off, on purpose: `autolink` swallows the Chinese text after a bare address, marks of emphasis included;
`alerts` know no Chinese marker; `header_ids` puts an English anchor into headings; `figure_with_caption` writes invalid
HTML; what `link_url_rewriter` answers is not checked, and its exceptions are swallowed. We do these in our own pass.
"""

import comrak


def comrak_html(text: str) -> str:
    """The text as HTML in safe mode: typed HTML stays visible as text, `<`, `>`, `&` and `"` are always escaped."""
    return comrak.render_markdown(text, _EXTENSIONS, _PARSE, _RENDER)


def _extensions() -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    options.table = True
    options.strikethrough = True
    options.tasklist = True
    options.footnotes = True
    options.cjk_friendly_emphasis = True
    return options


def _render() -> comrak.RenderOptions:
    options = comrak.RenderOptions()
    options.escape = True
    return options


_EXTENSIONS = _extensions()
_PARSE = comrak.ParseOptions()
_RENDER = _render()
