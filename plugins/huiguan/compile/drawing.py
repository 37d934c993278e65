"""The environment in which templates are drawn: Jinja's, without what it does in vain a hundred thousand times a build."""

from functools import cache, lru_cache
from types import MethodType
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from huiguan.compile import calendar_words
from huiguan.compile.metric import plain
from huiguan.compile.template_code import TemplateCode


@cache
def drawing_environment() -> Environment:
    """The templates, compiled once a process: a preview and the tests make many presses."""
    environment = _Templates(
        loader=PackageLoader("huiguan.compile"),
        autoescape=True,
        auto_reload=False,  # templates of the package do not change under a build
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.bytecode_cache = TemplateCode(environment)
    environment.filters["plain"] = plain
    environment.globals["length"] = calendar_words.length
    return environment


class _DirectCalls(Context):
    """Calls a view's methods and macros as they are: Jinja would look each time what they want to know of the context."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's signature
        if type(called) is Macro:
            args = (self.eval_ctx, *args)
        elif type(called) is not MethodType:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)


class _QuickPrinting(CodeGenerator):
    """Writes code that prints a value by `_printed`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - private to Jinja
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")


def _printed(value: Any) -> str:  # noqa: ANN401 - whatever a template prints
    """The value as HTML; a plain text, since pieces of a page are only joined."""
    if type(value) is str:
        return _escaped(value)
    return value if type(value) is Markup else escape(value)


@lru_cache(maxsize=8192)  # words, names and addresses stand on many pages
def _escaped(text: str) -> str:
    return str(escape(text))


class _Templates(Environment):
    context_class = _DirectCalls
    code_generator_class = _QuickPrinting
    printed = staticmethod(_printed)
