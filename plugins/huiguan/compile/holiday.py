"""What stands beside a date: the holiday, the promotion or the lunar day that falls on it."""

from datetime import date

from huiguan.model.club import Club
from huiguan.wording import Words, words_of


def day_note(day: date, club: Club, words: Words | None = None) -> str | None:
    """The name of what falls on a day, None where nothing does: holidays first, then promotions, then all else.

    A make-up working day says so; a season that goes on for weeks is not named. `words` are those of the build's language,
    without them the club's.
    """
    marked = next((entry for entry in club.almanac.get(day, ()) if not entry.entry.is_season), None)
    if marked is None or not marked.is_workday:
        return marked.name if marked else None
    return (words or words_of(club.settings.language))("overlay.workday", name=marked.name)
