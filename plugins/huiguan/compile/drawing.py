"""The environment in which templates are drawn: Jinja's, without what it does in vain a hundred thousand times a build."""

from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
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


class _DirectCode(CodeGenerator):
    """Writes `value.name` and `called(…)` as they stand: Jinja would look each time what else they might mean."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """An attribute; never the key of a mapping."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """A call; what is called learns nothing of the context."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

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
    code_generator_class = _DirectCode
    printed = staticmethod(_printed)
