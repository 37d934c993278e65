"""The finished words that a reader copies into a chat."""

from huiguan.compile.edition import Edition


def shared_words(title: str, says: str, who: str, url: str, edition: Edition) -> str:
    """Title, one sentence, who and which club, address: a line each; no line for what is empty."""
    club = edition.club.settings.called(edition.words.language)
    names = f"{who} · {club}" if who else club
    return "\n".join(part for part in (title, says, names, url) if part)
