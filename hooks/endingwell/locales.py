"""What a language's locale data say: direction and numerals, from the Unicode CLDR through Babel."""

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

# Readers of Persian expect their own digits; in Arabic the guide writes 0-9, read everywhere (docs/ar/style.yml).
_NATIVE_DIGITS = {"fa"}


def direction(code: str) -> str:
    """ "ltr" or "rtl"; "ltr" for a language that CLDR does not know."""
    try:
        return Locale.parse(code).text_direction
    except (ValueError, UnknownLocaleError):
        return "ltr"


def number(value: int, code: str) -> str:
    """`value` in the digits and with the separators of a language; plain digits for one that CLDR does not know."""
    try:
        return format_decimal(value, locale=code, numbering_system="native" if code in _NATIVE_DIGITS else "latn")
    except (ValueError, UnknownLocaleError):
        return str(value)
