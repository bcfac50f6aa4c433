/* What makes spellings alike in every language. The words of the index and the words that are typed go through the same
   functions, and no rule stands anywhere else. What a language adds stands in folding-<language>.js, which travels with
   its index, as `EndingWellSearch.folding`:

   script       "arabic" where `arabic` folds, or
   fold(word)   one spelling for all spellings of a word: what a reader leaves out or takes from another keyboard
   stems(word)  of a folded word, the forms that it shares with its inflections, surest first
   others(word) of a folded word that nothing matches, what else may have been meant
   exact(word)  only where marks tell words apart: the word as printed, marks in one order
*/
(function () {
  "use strict";
  var search = (window.EndingWellSearch = window.EndingWellSearch || {});

  // Small letters without marks: canonical decomposition (UAX #15) less nonspacing marks (general category Mn), which
  // takes accents, Vietnamese tones, Arabic vowel signs, and hamza above and below their seats (U+0622-0626). Digits
  // of Arabic and Persian become 0-9 (CLDR numbering systems arab, arabext). Apostrophes and joiners go.
  search.plain = function (word) {
    return word
      .toLowerCase()
      .normalize("NFD")
      .replace(/[\p{Mn}'’\u200c\u200d\u00ad-]/gu, "")
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, function (digit) {
        return digit.charCodeAt(0) & 15;
      });
  };
  // One letter for those that writers of Arabic and Persian exchange: Lucene's ArabicNormalizer and PersianNormalizer
  // (alef forms, alef maqsura and yeh, teh marbuta and heh, yeh and kaf of either keyboard, tatweel), and hamza alone,
  // which is left out in haste.
  search.arabic = function (word) {
    return search
      .plain(word)
      .replace(/[\u0640\u0621]/g, "")
      .replace(/\u0671/g, "\u0627")
      .replace(/[\u0649\u06cc]/g, "\u064a")
      .replace(/\u06a9/g, "\u0643")
      .replace(/[\u0629\u06c0\u06d5\u06be]/g, "\u0647");
  };
  // `word` with everything that `ending` matches taken off its end, again and again, while `least` letters stay.
  search.cut = function (word, ending, least) {
    for (var shorter = word; (shorter = word.replace(ending, "")) !== word && shorter.length >= least; ) word = shorter;
    return word;
  };

  // Keys as on the layouts of Windows and of ISIRI 9147, in the order of the Latin ones.
  search.keys = {
    latin: "qwertyuiop[]asdfghjkl;'zxcvbnm,./`",
    ar: "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر\ufefbىةوزظذ",
    fa: "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./ژ",
  };
})();
