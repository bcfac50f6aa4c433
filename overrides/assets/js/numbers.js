/* Numbers as people type them: Latin, Arabic or Persian digits, the separators of the page's language or of another.
   Digits: The Unicode Standard, U+0660-0669 and U+06F0-06F9; separators U+066B and U+066C. */
window.EndingWell = {
  // `text` with Arabic and Persian digits turned into 0-9.
  latinDigits: function (text) {
    "use strict";
    return text
      .replace(/[\u0660-\u0669]/g, function (digit) {
        return digit.charCodeAt(0) - 0x660;
      })
      .replace(/[\u06f0-\u06f9]/g, function (digit) {
        return digit.charCodeAt(0) - 0x6f0;
      });
  },
  // The number that `text` says, or NaN. `group` and `decimal` are the page's own separators.
  parse: function (text, group, decimal) {
    "use strict";
    var plain = this.latinDigits(text)
      .replace(/[\s\u00a0\u202f'’\u066c\u200e\u200f]/g, "")
      .replace(/\u066b/g, "#")
      .replace(/\u060c/g, ",")
      .replace(/[\u2212\u2013]/g, "-");
    // In Persian two and a half is written 2/5, too.
    if (group === "\u066c" || /[\u06f0-\u06f9]/.test(text)) plain = plain.replace("/", "#");
    if (decimal === "\u066b") decimal = ".";
    var marks = plain.replace(/[^.,]/g, "");
    var last = marks.slice(-1);
    if (marks && plain.indexOf("#") < 0) {
      var once = marks.split(last).length === 2;
      var mixed = marks.indexOf(last === "," ? "." : ",") >= 0;
      var thousands = /[.,]\d{3}$/.test(plain);
      // The last sign is a decimal one if it stands once and another kind groups, or if no three digits follow,
      // or if it is the page's own decimal sign.
      if (once && (mixed || !thousands || last === decimal)) plain = plain.replace(last, "#");
    }
    plain = plain.replace(/[.,]/g, "").replace("#", ".");
    return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
  },
};
