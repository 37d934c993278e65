"""Members' Markdown: from the text as typed to a finished, harmless article. The one room that knows comrak."""

from huiguan.compile.markdown.article import (
    Article,
    Heading,
    RenderOptions,
    Section,
    body_words,
)
from huiguan.compile.markdown.lessons import number_lessons
from huiguan.compile.markdown.render import render

__all__ = ["Article", "Heading", "RenderOptions", "Section", "body_words", "number_lessons", "render"]
