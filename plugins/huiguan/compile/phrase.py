"""Parts of a sentence in a row, with the comma of the page's language between them."""

from huiguan.wording import Words


def phrase(words: Words, *parts: str | None) -> str:
    """The parts that are not empty, a comma between them; the parts themselves stay as they are."""
    return ("，" if words.language.startswith("zh") else ", ").join(part for part in parts if part)
