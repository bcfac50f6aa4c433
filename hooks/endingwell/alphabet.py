"""The characters that each locale's pages are written with: what its font file holds."""

import string

_COMMON = string.digits + " \u00a0.,:;!?()[]/-–+%@&#=×÷’‘“”…«»·"
_LATIN = string.ascii_letters + _COMMON + "€$£ÈÀÉÌÒÙàèéìòù°"
_VIETNAMESE = "ĂÂĐÊÔƠƯăâđêôơư" + "ÀÁÃÈÉÌÍÒÓÕÙÚÝĨŨàáãèéìíòóõùúýĩũ" + "".join(chr(c) for c in range(0x1EA0, 0x1EFA)) + "₫"
# Letters U+0621-063A and U+0641-064A, vowel marks U+064B-0652 (The Unicode Standard, block Arabic).
_ARABIC_LETTERS = "".join(chr(c) for c in (*range(0x0621, 0x063B), *range(0x0641, 0x0653)))
_ARABIC_MARKS = "،؛؟"

ALPHABETS = {
    "latin": _LATIN,
    "vi": _LATIN + _VIETNAMESE,
    "ar": _COMMON + _ARABIC_LETTERS + _ARABIC_MARKS,
    "fa": _COMMON + _ARABIC_LETTERS + "پچژکگی\u0654۰۱۲۳۴۵۶۷۸۹٪٫٬\u200c" + _ARABIC_MARKS,
}
