"""Pages of templates, with a look into their files."""

from collections.abc import Iterator
from pathlib import Path

from huiguan.compile.downloads import downloads_of, files_of
from huiguan.compile.json_ld import template_json_ld
from huiguan.compile.member_text import article_of
from huiguan.compile.output import File, Heading, Page
from huiguan.compile.press import Press
from huiguan.compile.reading import contents_of, numbered_sections
from huiguan.compile.related import related_rows, rows_for
from huiguan.compile.retracted import retracted_page
from huiguan.compile.sheet import Sheet, preview
from huiguan.compile.trust import trust_of
from huiguan.model.template import Template
from huiguan.model.visibility import Status

MOST_HEADINGS = 12
HOW_TO = frozenset({"reuse", "howto"})  # 怎么用 is one of the names of the section 怎么复用


def compile_template(template: Template, press: Press) -> Iterator[Page | File]:
    """The page of a template, and its files."""
    if template.status is Status.RETRACTED:
        yield retracted_page(template, press)
        return
    yield _page(template, press)
    yield from files_of(template, press, extra=[entry.file for entry in template.files])


def _page(template: Template, press: Press) -> Page:
    path = press.addresses.source(*template.key)
    v = press.view(path)
    article = article_of(template, template.body, v)
    sheets, outline = _looks_into(template)
    cases = [found for case_id in template.used_in if (found := v.find("case", case_id))]
    used = rows_for([*cases, *press.neighbours.naming(template, "case", "related")], v)
    used = list(dict.fromkeys(used))
    own = [
        Heading(level=2, id="preview", text=v.t("template.preview" if sheets else "template.outline")),
        *(
            [Heading(level=2, id="fields", text=v.t("template.fields" if sheets else "template.blanks"))]
            if template.fields
            else []
        ),
    ]
    return press.page(
        "template.html",
        path,
        title=template.title,
        description=template.summary,
        contents=(*(own if sheets or outline else own[1:]), *contents_of(article)),
        record=template,
        changed=template.updated or template.shown_date,
        json_ld=template_json_ld(template, v),
        found_by=(*(word for sheet in sheets for word in _words_of(sheet)), *outline),
        downloads=downloads_of(template, _offered(template), v),
        how_to=next((entry.id for entry in article.headings if entry.id in HOW_TO), ""),
        sheets=sheets,
        outline=outline,
        sections=numbered_sections(article),
        footnotes=article.footnotes,
        trust=trust_of(template, v, press.context.today),
        used=used,
        related=[row for row in related_rows(template, v) if row not in used],
    )


def _offered(template: Template) -> list[tuple[str, str | None]]:
    """Its files and what it brings along, each with its title."""
    files = [(entry.file, entry.title) for entry in template.files]
    return [*files, *((entry.file, entry.title) for entry in template.attachments)]


def _looks_into(template: Template) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The sheets of its first spreadsheet, else the headings of its first document."""
    for entry in template.files:
        path = template.origin.attachments.get(entry.file)
        if path is not None and path.suffix.lower() == ".xlsx":
            return preview(path), ()
        if path is not None and path.suffix.lower() == ".docx":
            return (), _outline(path)
    return (), ()


def _words_of(sheet: Sheet) -> list[str]:
    """What a sheet is found by: its name, and the words of its head."""
    head = [cell.text for row in sheet.rows[:2] for cell in row.cells if cell.text and not cell.is_number]
    return [sheet.title, *head]


def _outline(path: Path) -> tuple[str, ...]:
    from docx import Document

    try:
        document = Document(str(path))
    except Exception:  # noqa: BLE001 - python-docx raises what the broken file makes it raise; the download stays
        return ()
    headings = [entry for entry in document.paragraphs if entry.style and str(entry.style.name).startswith("Heading")]
    styled = [entry.text.strip() for entry in headings]
    return tuple(text for text in styled if text)[:MOST_HEADINGS]
