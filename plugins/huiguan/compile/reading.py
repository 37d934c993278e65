"""What a page says of its own text: the contents list, how long it takes to read, its sections."""

from huiguan.compile.markdown import Article, Section, number_lessons
from huiguan.compile.output import Heading

CHARACTERS_A_MINUTE = 400


def contents_of(article: Article) -> tuple[Heading, ...]:
    """The headings of a text as a contents list, two levels deep."""
    return tuple(Heading(level=entry.level, id=entry.id, text=entry.text) for entry in article.headings if entry.level <= 3)


def minutes_to_read(text: str) -> int:
    """Whole minutes, at least one; Han characters and Latin words count alike for this purpose."""
    return max(1, round(len("".join(text.split())) / CHARACTERS_A_MINUTE))


def numbered_sections(article: Article) -> list[Section]:
    """The sections of a text, with the list of lessons numbered in figures."""
    return [
        Section(heading=section.heading, html=number_lessons(section.html))
        if section.heading and section.heading.id == "lessons"
        else section
        for section in article.sections
    ]
