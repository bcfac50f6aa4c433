"""What a language's locale data say: direction and numerals, from the Unicode CLDR through Babel."""

from datetime import date
from functools import cache
from typing import Literal

import jdatetime
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol
from babel.units import format_unit

# Readers of Persian expect their own digits; in Arabic the guide writes 0-9, read everywhere (docs/ar/style.yml).
_NUMBERING = {"fa": "arabext"}
_DIGITS = {"arabext": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")}

# The Unicode names of letters begin with these words (ISO 15924 codes as keys).
_SCRIPTS = {
    "Latn": "LATIN",
    "Arab": "ARABIC",
    "Cyrl": "CYRILLIC",
    "Grek": "GREEK",
    "Hebr": "HEBREW",
    "Deva": "DEVANAGARI",
    "Beng": "BENGALI",
    "Armn": "ARMENIAN",
    "Geor": "GEORGIAN",
    "Ethi": "ETHIOPIC",
    "Thai": "THAI",
}


@cache
def script(code: str) -> str | None:
    """The script that a language is most likely written in, as it begins Unicode names; None where that is unknown."""
    likely = get_global("likely_subtags")
    found = likely.get(code.replace("-", "_")) or likely.get(code.partition("-")[0], "")
    return next((_SCRIPTS[part] for part in found.split("_") if part in _SCRIPTS), None)


@cache
def direction(code: str) -> str:
    """ "ltr" or "rtl"; "ltr" for a language that CLDR does not know."""
    try:
        return Locale.parse(code).text_direction
    except (ValueError, UnknownLocaleError):
        return "ltr"


def number(value: int, code: str) -> str:
    """`value` in the digits and with the separators of a language; plain digits for one that CLDR does not know."""
    system = _NUMBERING.get(code, "latn")
    try:
        # Babel writes the separators of a numbering system, not its digits.
        return format_decimal(value, locale=code, numbering_system=system).translate(_DIGITS.get(system, {}))
    except (ValueError, UnknownLocaleError):
        return str(value)


def date_text(day: date, code: str) -> str:
    """A date as the letters write it: Solar Hijri in Persian, numbers in Arabic and Vietnamese, else with the month."""
    if code == "fa":
        persian = jdatetime.date.fromgregorian(date=day)
        return f"{persian.day} {jdatetime.date.j_months_fa[persian.month - 1]} {persian.year}".translate(
            _DIGITS["arabext"]
        )
    if code in ("ar", "vi"):
        return f"{day:%d/%m/%Y}" if code == "vi" else f"{day.day}/{day.month}/{day.year}"
    try:
        return format_date(day, "long", locale="en_GB" if code == "en" else code)
    except (ValueError, UnknownLocaleError):
        return day.isoformat()


def size_text(size: int, code: str) -> str:
    """A number of bytes in kilobytes or megabytes (of a thousand), as a language writes it."""
    unit, value = ("kilobyte", round(size / 1000)) if size < 950_000 else ("megabyte", round(size / 1_000_000, 1))
    system = _NUMBERING.get(code, "latn")
    try:
        # In Arabic, CLDR's short kilobyte and long megabyte are words in full.
        length: Literal["long", "short"] = "long" if code == "fa" or (code, unit) == ("ar", "megabyte") else "short"
        text = format_unit(value, unit, length=length, locale=code, numbering_system=system)
    except (ValueError, UnknownLocaleError):
        return f"{value} {'kB' if unit == 'kilobyte' else 'MB'}"
    return text.translate(_DIGITS.get(system, {}))


def separators(code: str) -> tuple[str, str]:
    """The signs that group the digits of a number and that begin its fraction, in a language."""
    try:
        system = _NUMBERING.get(code, "latn")
        return get_group_symbol(code, numbering_system=system), get_decimal_symbol(code, numbering_system=system)
    except (ValueError, UnknownLocaleError):
        return ",", "."


def unit_first(code: str) -> bool:
    """Whether a currency's name stands before the amount in running text (docs/<language>/style.yml)."""
    return code == "en"


def format_locale(code: str) -> str:
    """The tag under which a browser (Intl) writes numbers the way this guide does (BCP 47, extension u-nu)."""
    return f"{'en-GB' if code == 'en' else code}-u-nu-{_NUMBERING.get(code, 'latn')}"
