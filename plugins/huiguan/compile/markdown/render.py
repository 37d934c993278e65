"""From Markdown to an article, in one pass of comrak and one of ours."""

from huiguan.compile.markdown.article import Article, RenderOptions
from huiguan.compile.markdown.comrak_html import comrak_html
from huiguan.compile.markdown.rewrite import Rewriter


def render(text: str, *, options: RenderOptions) -> Article:
    """The article of a member's text. Never raises on what was typed; whatever is not Markdown is shown as text."""
    return Rewriter(comrak_html(text), options).article()
