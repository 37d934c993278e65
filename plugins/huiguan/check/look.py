"""What a club changes of the look: a logo that is a safe picture, a colour that can be read."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from huiguan.check.svg import unsafe_part
from huiguan.model.club import ClubSettings
from huiguan.problem import Problem, Severity
from huiguan.read.record import RawRecord

PAPER = "#f8f6f1"
ENOUGH = 4.5  # WCAG 2.2, 1.4.3: contrast of running text
LOGO_LIMIT = 256 * 1024
_STARTS = {".png": b"\x89PNG\r\n\x1a\n", ".svg": b""}


def check_look(settings: ClubSettings, raw: RawRecord, root: Path) -> Iterator[Problem]:
    """Problems of the logo and of the colour in `club.yml`."""
    look = settings.theme
    if look.color and contrast(look.color, PAPER) < ENOUGH:
        details = (("ratio", f"{contrast(look.color, PAPER):.1f}"), ("enough", str(ENOUGH)))
        yield raw.places.problem(
            "COLOR-CONTRAST", ("theme", "color"), found=look.color, details=details, severity=Severity.WARNING
        )
    if look.logo:
        yield from _check_logo(look.logo, raw, root)


def club_files(settings: ClubSettings, root: Path) -> Mapping[str, Path]:
    """The files beside `club.yml` that the site shows, by name: the logo, where it is there."""
    logo = root / settings.theme.logo if settings.theme.logo else None
    return {logo.name: logo} if logo is not None and logo.is_file() else {}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (`#rrggbb`), 1 to 21, by WCAG 2.2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _check_logo(name: str, raw: RawRecord, root: Path) -> Iterator[Problem]:
    path = root / name
    ending = path.suffix.lower()
    if "/" in name or "\\" in name or ending not in _STARTS:
        yield raw.places.problem("LOGO-NAME", ("theme", "logo"), found=name, wanted=("logo.svg", "logo.png"))
    elif path.is_symlink() or not path.is_file():
        yield raw.places.problem("LOGO-MISSING", ("theme", "logo"), found=name)
    elif path.stat().st_size > LOGO_LIMIT:
        yield raw.places.problem("ATTACHMENT-LARGE", ("theme", "logo"), found=name, details=_sizes(path))
    else:
        yield from _check_picture(path.read_bytes(), name, ending, raw)


def _sizes(path: Path) -> tuple[tuple[str, str], ...]:
    return (("size", f"{path.stat().st_size // 1024} KB"), ("most", f"{LOGO_LIMIT // 1024} KB"))


def _check_picture(content: bytes, name: str, ending: str, raw: RawRecord) -> Iterator[Problem]:
    if not content.startswith(_STARTS[ending]):
        yield raw.places.problem("ATTACHMENT-NOT-WHAT-IT-SAYS", ("theme", "logo"), found=name, details=(("ending", ending[1:]),))
    part = unsafe_part(content) if ending == ".svg" else None
    if part:
        yield raw.places.problem("ATTACHMENT-SVG-UNSAFE", ("theme", "logo"), found=name, details=(("part", part),))
