/* Persian spellings and stems. (folding.js says what each function is for.) */
(function () {
  "use strict";
  var search = (window.EndingWellSearch = window.EndingWellSearch || {});

  // Plural and possessive endings and comparison, written together (Lucene's PersianStemmer), with
  // their spoken forms (-مون, -تون, -شون); then the prefixes and personal endings of verbs (Taghva, Beckley and Sadeh
  // 2005, "A stemming algorithm for the Farsi language") and the spoken object mark -و.
  function persianStems(word) {
    var noun = word.replace(/(..)(?:ها(?:يي?|يم|يت|يش|م|ت|ش|(?:ي?[متش][او]ن))?|ترين|تر|[متش][او]ن|ي)$/, "$1");
    var verb = word.replace(/^(?:ن?مي|[بن])(?=..)/, "");
    return [noun, search.cut(verb, /(?:ها|هاي|ترين|تر|[متش][او]ن|مو|تو|شو|رو|يم|يد|ند|ان|ام|اش|[متشيوهد])$/, 3)];
  }
  // Spoken -ون and -وم for written -ان and -ام (Lazard 1992, "A Grammar of Contemporary Persian").
  function written(word) {
    return [word.replace(/و([نم])/, "ا$1")];
  }

  search.folding = { script: "arabic", stems: persianStems, others: written };
})();
