"""The finished words that a reader copies into a chat."""

from huiguan.compile.press import Press


def shared_words(title: str, says: str, who: str, url: str, press: Press) -> str:
    """Title, one sentence, who and which club, address: a line each; no line for what is empty."""
    club = press.club.settings.called(press.words.language)
    names = f"{who} · {club}" if who else club
    return "\n".join(part for part in (title, says, names, url) if part)
