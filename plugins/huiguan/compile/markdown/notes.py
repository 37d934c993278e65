"""Notes set apart: tide tells, ochre warns, seal corrects (red belongs to corrections alone)."""

import re
from collections.abc import Mapping
from html import escape

from huiguan.model.markdown_text import Alert, alert_of

MARKER = re.compile(r"\[!([^\[\]\n]{1,20})\][ \t]*")
CLOSE = "</div></div>"

_TELLS = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM11 7h2v2h-2zM11 11h2v6h-2z"
_WARNS = "M12 3 1.5 21h21zM12 7l7 12H5zM11 11v4h2v-4zM11 16v2h2v-2z"
_CORRECTS = "M4 20v-4L16 4l4 4L8 20zM6 18h1l10-10-1-1L6 17zM12 18h8v2h-8z"
_LOOKS = {
    Alert.NOTE: ("hg-note", _TELLS),
    Alert.TIP: ("hg-note", _TELLS),
    Alert.IMPORTANT: ("hg-note hg-note--ochre", _WARNS),
    Alert.WARNING: ("hg-note hg-note--ochre", _WARNS),
    Alert.CAUTION: ("hg-note hg-note--ochre", _WARNS),
    Alert.CORRECTION: ("hg-note hg-note--seal", _CORRECTS),
}


def note_opening(marker: str, title: str, words: Mapping[str, str]) -> str | None:
    """The HTML that opens the note of `[!marker]`, or None if there is no such note.

    `title` is what stands behind the marker, finished HTML; without one the marker's own word is shown, as typed in
    Chinese, or in the reader's language for GitHub's English markers.
    """
    alert = alert_of(marker)
    if alert is None:
        return None
    look, path = _LOOKS[alert]
    shown = title.strip() or escape(words[f"note_{alert}"] if marker.isascii() else marker.strip())
    icon = f'<svg class="hg-ico" viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" d="{path}"/></svg>'
    return f'<div class="{look}" role="note">{icon}<div><p><strong>{shown}</strong></p>'
