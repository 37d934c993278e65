"""Personal data in texts: mobile and identity numbers, bank cards, addresses that do not belong on a public page."""

import re
from collections.abc import Iterator

from huiguan.model.member import Member
from huiguan.model.organization import Organization
from huiguan.model.record import Record, Texts
from huiguan.problem import Place, Problem, field_name

# A full stop may end the sentence, but not stand inside the number; a letter makes it a number of something else (`SF138…`).
_BEFORE, _AFTER = r"(?<![\dA-Za-z])(?<!\d\.)", r"(?!\d|\.\d)"
_MOBILE = re.compile(_BEFORE + r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}" + _AFTER)
_IDENTITY = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
_CARD = re.compile(_BEFORE + r"(?:\d[ -]?){15,18}\d" + _AFTER)
# How the cards of banks begin, by length; order numbers of shops begin like anything and are often right by Luhn's rule.
_CARD_OF_16 = ("4", "51", "52", "53", "54", "55", "35", "62", "60", "65")
_CARD_BEYOND_16 = ("62", "6013", "4367", "4563", "9558", "9559")
# Shorter rows of digits are none of these; the patterns above look at every character, this one at digits alone.
_LONG_NUMBER = re.compile(r"\d(?:[- ]?\d){10}")
_ANY = re.compile(rf"@|{_LONG_NUMBER.pattern}")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def check_personal_data(record: Record, fields: Texts) -> Iterator[Problem]:
    """An error for each number or address of a person in the record's texts; a person's own contact field is their own.

    `fields` are the texts of the record's fields.
    """
    for text, file, first_line in record.running_texts():
        for found, code, line, column in _in_text(text):
            place = Place(file=file, line=first_line + line, column=column)
            yield Problem(code=code, place=place, found=_masked(found))
    yield from _in_fields(record, fields)


def _in_fields(record: Record, fields: Texts) -> Iterator[Problem]:
    if not _ANY.search("\n".join(text for _, text in fields)):
        return
    own = isinstance(record, (Member, Organization))
    for path, text in fields:
        if (own and path[0] == "contact") or "url" in path or path[0] == "links":
            continue
        for found, code, _, _ in _in_text(text):
            if not (code == "PERSONAL-MAIL" and path[0] == "contact"):
                place = record.origin.places.of_value(path)
                yield Problem(code=code, place=place, field=field_name(path), found=_masked(found))


def _in_text(text: str) -> Iterator[tuple[str, str, int, int]]:
    """(what was found, code, line from 0, column from 1)."""
    taken: list[tuple[int, int]] = []
    kinds = (*(_NUMBERS if _LONG_NUMBER.search(text) else ()), *(_ADDRESSES if "@" in text else ()))
    for code, pattern, is_real in kinds:
        for match in pattern.finditer(text):
            start, end = match.span()
            if is_real(match.group()) and not any(start < b and a < end for a, b in taken):
                taken.append((start, end))
                yield match.group(), code, text.count("\n", 0, start), start - text.rfind("\n", 0, start)


def _is_identity(found: str) -> bool:
    """Whether the check digit is right (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(found[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == found[-1].upper()


def _is_card(found: str) -> bool:
    """Whether the digits are a card number by Luhn's rule and begin like one."""
    typed = "".join(character for character in found if character.isdigit())
    if not typed.startswith(_CARD_OF_16 if len(typed) == 16 else _CARD_BEYOND_16):
        return False
    digits = [int(character) for character in typed]
    doubled = (
        digit if index % 2 == 0 else (digit * 2 - 9 if digit > 4 else digit * 2) for index, digit in enumerate(digits[::-1])
    )
    return sum(doubled) % 10 == 0


def _is_mail(found: str) -> bool:
    return not found.lower().endswith((".example.com", "@example.com", ".png", ".jpg"))


_NUMBERS = (
    ("PERSONAL-IDENTITY", _IDENTITY, _is_identity),
    ("PERSONAL-CARD", _CARD, _is_card),
    ("PERSONAL-MOBILE", _MOBILE, lambda _: True),
)
_ADDRESSES = (("PERSONAL-MAIL", _MAIL, _is_mail),)


def _masked(found: str) -> str:
    """The find with its middle hidden, so that a log does not spread what it warns of."""
    return f"{found[:3]}…{found[-2:]}"
