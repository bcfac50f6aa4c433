/* What makes spellings alike, by language. The words of the index and the words that are typed go through the same
   functions, and no rule stands anywhere else. Each language of `EndingWellSearch.folding` has

   fold(word)   one spelling for all spellings of a word: what a reader leaves out or takes from another keyboard
   stems(word)  of a folded word, the forms it may share with its inflections, surest first
   others(word) of a folded word that nothing matches, what else may have been meant
   keys         the letters on the keyboard of its script, for words typed while another layout was on */
(function () {
  "use strict";
  var search = (window.EndingWellSearch = window.EndingWellSearch || {});

  // Small letters without marks: canonical decomposition (UAX #15) less nonspacing marks (general category Mn), which
  // takes accents, Vietnamese tones, Arabic vowel signs, and hamza above and below their seats (U+0622-0626). Digits
  // of Arabic and Persian become 0-9 (CLDR numbering systems arab, arabext). Apostrophes and joiners go.
  function plain(word) {
    return word
      .toLowerCase()
      .normalize("NFD")
      .replace(/[\p{Mn}'’\u200c\u200d\u00ad-]/gu, "")
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, function (digit) {
        return digit.charCodeAt(0) & 15;
      });
  }
  // One letter for those that writers of Arabic and Persian exchange: Lucene's ArabicNormalizer and PersianNormalizer
  // (alef forms, alef maqsura and yeh, teh marbuta and heh, yeh and kaf of either keyboard, tatweel), and hamza alone,
  // which is left out in haste.
  function arabic(word) {
    return plain(word)
      .replace(/[\u0640\u0621]/g, "")
      .replace(/\u0671/g, "\u0627")
      .replace(/[\u0649\u06cc]/g, "\u064a")
      .replace(/\u06a9/g, "\u0643")
      .replace(/[\u0629\u06c0\u06d5\u06be]/g, "\u0647");
  }
  // `word` with everything that `ending` matches taken off its end, again and again, while `least` letters stay.
  function cut(word, ending, least) {
    for (var shorter = word; (shorter = word.replace(ending, "")) !== word && shorter.length >= least; ) word = shorter;
    return word;
  }

  // Light stemming as "light10" does it: Larkey, Ballesteros and Connell 2002, "Improving stemming for Arabic
  // information retrieval"; in the spelling that `arabic` makes.
  function light10(word) {
    word = word.replace(/^و(?=...)/, "").replace(/^(?:ال|بال|كال|فال|لل)(?=..)/, "");
    ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"].forEach(function (ending) {
      if (word.length - ending.length >= 2 && word.endsWith(ending)) word = word.slice(0, -ending.length);
    });
    return word;
  }
  // What light10 leaves on: one-letter conjunctions and prepositions before a word without article (و ف ب ل ك س),
  // pronouns after it, and the letter that begins an imperfect verb (Ryding 2005, "A Reference Grammar of Modern
  // Standard Arabic").
  function arabicStems(word) {
    var bare = word.replace(/^[وف]?(?:ال|بال|كال|لل)(?=...)|^[وف]?[بلكس]?(?=...)/, "");
    bare = cut(bare, /(?:هما|ها|هم|كم|نا|ني|ان|ات|ون|وا|ين|يه|ته|تي|ه|ي|ك)$/, 3);
    return [light10(word), bare, bare.replace(/^[يتنا](?=...)/, "")];
  }

  // Plural and possessive endings and comparison, written together (Lucene's PersianStemmer), with
  // their spoken forms (-مون, -تون, -شون); then the prefixes and personal endings of verbs (Taghva, Beckley and Sadeh
  // 2005, "A stemming algorithm for the Farsi language") and the spoken object mark -و.
  function persianStems(word) {
    var noun = word.replace(/(..)(?:ها(?:يي?|يم|يت|يش|م|ت|ش|(?:ي?[متش][او]ن))?|ترين|تر|[متش][او]ن|ي)$/, "$1");
    var verb = word.replace(/^(?:ن?مي|[بن])(?=..)/, "");
    return [noun, cut(verb, /(?:ها|هاي|ترين|تر|[متش][او]ن|مو|تو|شو|رو|يم|يد|ند|ان|ام|اش|[متشيوهد])$/, 3)];
  }
  // Spoken -ون and -وم for written -ان and -ام (Lazard 1992, "A Grammar of Contemporary Persian").
  function written(word) {
    return [word.replace(/و([نم])/, "ا$1")];
  }

  // Plural -s (Harman 1991, "How effective is suffixing?"), British as American spelling, then endings of verbs with
  // what they did to the stem (Porter 1980, steps 1b and 5).
  function englishStems(word) {
    var single = word
      .replace(/ies$/, "y")
      .replace(/([^aious])s$/, "$1")
      .replace(/is(e[dr]?|ing|ation)$/, "iz$1")
      .replace(/(..)our/, "$1or")
      .replace(/([bt])re$/, "$1er")
      .replace(/nce$/, "nse");
    var stem = single
      .replace(/(.*[aeiouy].+?)(?:ings?|ed|ers?|ly|ment)$/, "$1")
      .replace(/([bdgklmnprt])\1$/, "$1")
      .replace(/(..)e$/, "$1")
      .replace(/(..)y$/, "$1i");
    return [single, stem];
  }

  // Final vowels of number and gender (Lucene's ItalianLightStemmer, after Savoy), then endings of verbs with the
  // pronouns after them (Snowball's Italian stemmer, steps 0 to 2).
  function italianStems(word) {
    var noun = word.replace(/(...)(?:i[aeo]|h[ei]|[aeio])$/, "$1");
    var verb = word.replace(
      /(...?)(?:[aei]r(?:e|[mtscv][ei]|l[aeio]|gli|ne)|[aeu][tv][aeio]|it[aeio]|iv[aio]|[ae]nd[oi]?(?:l[aeio])?|[aeo]no|iamo|[ae]te|er(?:o|a|ai|anno|emo)|zion[ei]|mente|mento)$/,
      "$1"
    );
    return verb === word ? [noun] : [noun, verb];
  }

  // Letters with the tone taken from its place in the syllable and put at its end, so that old and new placement (hoà,
  // hòa) are one exact spelling; `plain` takes the tone off altogether.
  function toneLast(word) {
    return word
      .normalize("NFD")
      .replace(/([\u0300\u0301\u0303\u0309\u0323])(\P{M}\p{M}*)*$/u, function (whole, tone) {
        return whole.slice(1) + tone;
      })
      .normalize("NFC");
  }
  // What Telex and VNI leave behind when the keyboard does not turn it into marks: doubled letters, w, a tone's letter
  // or digit after the vowel.
  function typedMarks(word) {
    return [
      word
        .replace(/(\D)\d+/g, "$1")
        .replace(/([aeod])\1/g, "$1")
        .replace(/w/g, "")
        .replace(/([aeiouy][a-z]*?)[sfrxj]/, "$1"),
    ];
  }

  function none() {
    return [];
  }
  search.folding = {
    en: { fold: plain, stems: englishStems, others: none },
    it: { fold: plain, stems: italianStems, others: none },
    vi: {
      fold: function (word) {
        return plain(word).replace(/đ/g, "d");
      },
      exact: toneLast,
      stems: none,
      others: typedMarks,
    },
    // Keys as on the layouts of Windows and of ISIRI 9147, in the order of `search.latinKeys`.
    ar: { fold: arabic, stems: arabicStems, others: none, keys: "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر\ufefbىةوزظذ" },
    fa: { fold: arabic, stems: persianStems, others: written, keys: "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./ژ" },
  };
  search.latinKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`";
})();
