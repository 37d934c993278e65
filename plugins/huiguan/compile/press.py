"""The press: draws pages of one edition from templates."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from huiguan.compile.drawing import drawing_environment
from huiguan.compile.edition import Edition
from huiguan.compile.output import Heading, Page
from huiguan.compile.view import View
from huiguan.model.record import Record


class Press(Edition):
    """An edition that can be printed."""

    def safe(self, html: str) -> Markup:
        """HTML that a template of ours has drawn."""
        return Markup(html)  # noqa: S704

    def view(self, at: str) -> View:
        """The edition as seen from the page with source path `at`."""
        return View(edition=self, at=at)

    def draw(self, template: str, at: str, **values: Any) -> Markup:  # noqa: ANN401 - whatever the template takes
        """One template, drawn for the page with source path `at`."""
        return Markup(drawing_environment().get_template(template).render(v=self.view(at), **values))  # noqa: S704 - autoescaped

    def page(
        self,
        template: str,
        path: str,
        *,
        title: str,
        description: str,
        layout: str = "article",
        contents: tuple[Heading, ...] = (),
        record: Record | None = None,
        changed: date | None = None,
        meta: Mapping[str, str] | None = None,
        json_ld: str = "",
        indexed: bool = True,
        found_by: tuple[str, ...] = (),
        **values: Any,  # noqa: ANN401 - whatever the template takes
    ) -> Page:
        """One page, drawn from a template."""
        article = self.draw(template, path, record=record, title=title, **values)
        return Page(
            path=path,
            title=title,
            description=_one_line(description),
            article=str(article).strip(),
            layout=layout,
            contents=contents,
            source=record.origin.file if record else "",
            changed=changed,
            found_by=found_by,
            indexed=indexed and self.context.edition.rank == 0,
            meta={**self._meta(path, record), **(meta or {}), **({"json_ld": json_ld} if json_ld else {})},
        )

    def _meta(self, path: str, record: Record | None) -> dict[str, str]:
        meta = {"canonical": self.addresses.absolute(path)}
        if record and record.origin.file:
            meta |= self.edit_meta(record.origin.file)
        return meta

    def edit_meta(self, file: str) -> dict[str, str]:
        """Where a file of the club is edited in the browser, as metadata of its page; nothing where the club does not say."""
        base = self.club.settings.edit_url
        if not base:
            return {}
        # Some hosts take the file as a value (`?path=`), most as a path.
        return {"source_url": f"{base}{'' if base.endswith(('/', '=')) else '/'}{quote(file)}"}


def _one_line(text: str) -> str:
    return " ".join(text.split())
