/* The search itself: unpacks an index (hooks/endingwell/searchindex.py says how it is packed) and finds sections.

   EndingWellSearch.open(index, language) gives {find}. find(typed) gives results, best first: {page, title, section,
   heading, text}, the last two lists of pieces [text, matched]; the section is "" where the result is a whole page. */
(function () {
  "use strict";
  var search = (window.EndingWellSearch = window.EndingWellSearch || {});
  var SHARED = 20; // as in searchindex.py
  var DIGITS = "";
  for (var code = 33; code < 127; code++) if ('"\\<'.indexOf(String.fromCharCode(code)) < 0) DIGITS += String.fromCharCode(code);
  var WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u200c_]|-(?=[\p{L}\p{N}]))*(?:['’]\p{L}{1,2}(?![\p{L}\p{N}]))?/gu;
  var SENTENCE_END = /[.!?؟…|]/;
  var CAPITAL_DUE = /[.!?؟:…|]/;
  // The fields of a section, in the order in which the index holds them; what a match in each counts.
  var HEADING = 0;
  var TEXT = 1;
  var WORDS = 2; // of the text that follows, those that it does not hold yet
  var COUNTS = [2.6, 1, 0.9, 2.3];
  // How sure a match is. What is typed as printed is surest.
  var EXACT = 1;
  var FOLDED = 0.95;
  var STEMS = [0.92, 0.8, 0.7];
  var PART = 0.85;
  var ALIKE = 0.9;
  var OTHER_MARKS = 0.5;
  var PREFIX = 0.75;
  var TYPO = 0.6;
  var DOUBLED = 0.8;
  var SURE = 0.55; // from here on no typo is looked for
  var MOST = 8; // results shown

  function unpackedWords(index) {
    var words = index.common.split("\n");
    var before = "";
    index.sorted.split("").forEach(function (character) {
      var digit = DIGITS.indexOf(character);
      if (digit >= 0 && digit < SHARED) {
        if (before) words.push(before);
        before = before.slice(0, digit);
      } else {
        before += digit < 0 ? character : index.letters[digit - SHARED];
      }
    });
    if (before) words.push(before);
    return words;
  }

  function unpackedText(index) {
    var numbers = [];
    for (var i = 0; i < index.text.length; i++) {
      var high = DIGITS.indexOf(index.text[i]);
      numbers.push(
        high < index.single ? high : index.single + (high - index.single) * DIGITS.length + DIGITS.indexOf(index.text[++i])
      );
    }
    return numbers;
  }

  // The number of letters missed, added, exchanged or swapped between a word and the one `measure` was made for (optimal
  // string alignment; Damerau 1964), or, with `beginning`, between its nearest beginning and that one; more than `most`
  // where it is more. All rows of a column of the table at once, as bits (Hyyrö 2003, "A bit-vector algorithm for
  // computing Levenshtein and Damerau edit distances"), so for words of at most 31 letters.
  search.measure = function (typed, most) {
    var n = typed.length;
    var end = 1 << (n - 1);
    var places = new Map(); // of each letter, the bits where it stands
    for (var i = 0; i < n; i++) places.set(typed.charCodeAt(i), places.get(typed.charCodeAt(i)) | (1 << i));
    return function (word, beginning) {
      var m = beginning ? Math.min(word.length, n + most) : word.length;
      if (n > 31 || Math.abs(n - m) > most) return most + 1;
      var up = -1; // where the column grows by one from row to row, and where it shrinks
      var down = 0;
      var diagonal = 0;
      var before = 0;
      var distance = n;
      var least = n;
      for (var j = 0; j < m; j++) {
        var here = places.get(word.charCodeAt(j)) | 0;
        var swapped = ((~diagonal & here) << 1) & before;
        diagonal = (((here & up) + up) ^ up) | here | down | swapped;
        var right = down | ~(diagonal | up);
        var left = diagonal & up;
        if (right & end) distance++;
        if (left & end) distance--;
        if (distance < least) least = distance;
        if (!beginning && distance - (m - 1 - j) > most) return most + 1;
        right = (right << 1) | 1;
        up = (left << 1) | ~(diagonal | right);
        down = right & diagonal;
        before = here;
      }
      return beginning ? least : distance;
    };
  };
  // Which letters a word has, roughly, as bits; each bit of one word that another lacks is at least one letter changed.
  function letters(word) {
    var bits = 0;
    for (var i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
    return bits;
  }
  function bitsOf(number) {
    for (var count = 0; number; count++) number &= number - 1;
    return count;
  }
  function single(word) {
    return word.replace(/(.)\1/g, "$1");
  }
  function none() {
    return [];
  }

  search.open = function (index, language) {
    var folding = search.folding || {};
    var fold = folding.fold || (folding.script === "arabic" ? search.arabic : search.plain);
    var stems = folding.stems || none;
    var others = folding.others || none;
    var names = unpackedWords(index);
    var tokens = unpackedText(index);
    var alike = new Map();

    // The forms under which a word is found, with how sure each is: [form, sureness, form, sureness, …].
    function forms(word) {
      var folded = fold(word);
      var found = [folded, 1];
      word.split(/[-\u200c]/).forEach(function (part, i, parts) {
        if (parts.length > 1 && part.length > 2) found.push(fold(part), PART);
      });
      stems(folded).forEach(function (stem, i) {
        found.push(stem, STEMS[i]);
      });
      groupsOf(word).forEach(function (form) {
        if (alike.has(form)) found.push("=" + alike.get(form), ALIKE);
      });
      return found;
    }
    function exact(word) {
      word = word.toLowerCase();
      return folding.exact ? folding.exact(word) : word.normalize("NFC");
    }
    // The forms by which a word belongs to a group of words that stand for each other.
    function groupsOf(word) {
      return folding.exact ? [exact(word)] : [fold(word)].concat(stems(fold(word)).slice(0, 1));
    }
    index.alike.split("\n").forEach(function (group, i) {
      group.split(" ").forEach(function (word) {
        groupsOf(word).forEach(function (form) {
          if (form) alike.set(form, i);
        });
      });
    });
    // Words that say nothing; where marks tell words apart, a marked word is ignored only with the same marks.
    var ignored = new Set();
    index.ignored.split(" ").forEach(function (word) {
      ignored.add(exact(word)).add(fold(word));
    });
    function says(word) {
      var marked = folding.exact && exact(word) !== fold(word);
      return !ignored.has(marked ? exact(word) : fold(word));
    }

    // Sections and their passages (a heading, a sentence, a synonym): where each begins, what it belongs to.
    var units = [];
    var titles = index.titles.split("\n");
    index.units.split("\n").forEach(function (line, page) {
      line.split(" ").forEach(function (section, i, all) {
        units.push({ page: all[0], title: titles[page], section: i ? section : "" });
      });
    });
    var starts = []; // of each passage, the first token
    var kinds = [];
    var owners = []; // of each passage, its section's number
    var lengths = []; // of each passage, how many words
    var passageAt = []; // of each token that is a word, its passage
    var placesOf = new Map(); // of each word, the tokens where it stands
    var order = []; // of each token that is a word, how many words stand before it
    var unit = 0;
    var kind = HEADING;
    var count = 0;
    function passage(at) {
      starts.push(at);
      kinds.push(kind);
      owners.push(unit);
      lengths.push(0);
    }
    var isWord = names.map(function (name) {
      return /[\p{L}\p{N}]/u.test(name);
    });
    passage(0);
    tokens.forEach(function (number, at) {
      var name = names[number];
      if (isWord[number]) {
        if (!placesOf.has(number)) placesOf.set(number, []);
        placesOf.get(number).push(at);
        passageAt[at] = starts.length - 1;
        order[at] = count++;
        lengths[starts.length - 1]++;
      } else if (name === "¶") {
        unit++;
        kind = HEADING;
        passage(at + 1);
      } else if (name === "¦") {
        kind++;
        passage(at + 1);
      } else if (SENTENCE_END.test(name)) {
        count++;
        passage(at + 1);
      }
    });
    // Every form of every word, to the words that have it: [number, sureness, …].
    var table = new Map();
    var exacts = new Map();
    placesOf.forEach(function (places, number) {
      var found = forms(names[number]);
      for (var i = 0; i < found.length; i += 2) {
        if (!table.has(found[i])) table.set(found[i], []);
        table.get(found[i]).push(number, found[i + 1]);
      }
      exacts.set(number, exact(names[number]));
    });
    var sorted = Array.from(table.keys()).sort();
    var lettersOf = Int32Array.from(sorted, letters);

    function add(hits, form, sureness) {
      var found = table.get(form) || [];
      for (var i = 0; i < found.length; i += 2) {
        var value = sureness * found[i + 1];
        if (!(hits.get(found[i]) >= value)) hits.set(found[i], value);
      }
    }
    function surest(hits) {
      var most = 0;
      hits.forEach(function (value) {
        if (value > most) most = value;
      });
      return most;
    }
    function addForms(hits, word, sureness) {
      var found = forms(word);
      for (var i = 0; i < found.length; i += 2) add(hits, found[i], sureness * found[i + 1]);
    }
    // The words that begin with `typed`, surer the less is missing.
    function addBeginnings(hits, typed, sureness) {
      var low = 0;
      var high = sorted.length;
      while (low < high) {
        var middle = (low + high) >> 1;
        if (sorted[middle] < typed) low = middle + 1;
        else high = middle;
      }
      for (; low < sorted.length && sorted[low].startsWith(typed); low++)
        add(hits, sorted[low], (sureness * (typed.length + 2)) / (sorted[low].length + 2));
    }
    function addTypos(hits, typed, most, unfinished) {
      var bits = letters(typed);
      var distance = search.measure(typed, most);
      var begun = unfinished && typed.length > 4;
      for (var i = 0; i < sorted.length; i++) {
        var form = sorted[i];
        if (form.length < 3 || bitsOf(bits & ~lettersOf[i]) > most) continue;
        if (bitsOf(lettersOf[i] & ~bits) <= most && distance(form) <= most)
          add(hits, form, single(form) === single(typed) ? DOUBLED : TYPO / most);
        else if (begun && form.length > typed.length && distance(form, true) <= most) add(hits, form, TYPO / most / 1.5);
      }
    }
    // The words of the index that a typed word may mean, each with how sure that is.
    function meant(word, unfinished) {
      var hits = new Map();
      var folded = fold(word);
      var printed = exact(word);
      addForms(hits, word, FOLDED);
      // Marks that differ make another word; none at all are only left out.
      var marked = folding.exact && printed !== folded;
      hits.forEach(function (value, number) {
        if (exacts.get(number) === printed) hits.set(number, EXACT);
        else if (marked) hits.set(number, value * OTHER_MARKS);
      });
      if (unfinished && folded.length > 1) addBeginnings(hits, folded, PREFIX);
      if (surest(hits) < SURE)
        others(folded).forEach(function (other) {
          if (other !== folded) addForms(hits, other, FOLDED);
        });
      var tried = Array.from(new Set([folded].concat(stems(folded).slice(0, 1))));
      for (var most = 1; most <= (folded.length > 7 ? 2 : 1) && surest(hits) < SURE; most++) {
        tried.forEach(function (form) {
          if (form.length > 3) addTypos(hits, form, most, unfinished);
        });
        for (var cut = 3; cut <= folded.length - 3 && !hits.size; cut++) // two words without the space between them
          if (table.has(folded.slice(0, cut)) && table.has(folded.slice(cut))) {
            addForms(hits, folded.slice(0, cut), PART);
            addForms(hits, folded.slice(cut), PART);
          }
      }
      for (var kept = folded.length - 1; kept > 4 && kept >= 0.6 * folded.length && !hits.size; kept--)
        addBeginnings(hits, folded.slice(0, kept), TYPO);
      return hits;
    }

    // What one typed word finds: how sure in each passage, what it counts in each section, how rare it is.
    var cache = new Map();
    function look(word, joined, unfinished) {
      var key = word + "\n" + joined.join(" ") + (unfinished ? "\n" : "");
      if (cache.has(key)) return cache.get(key);
      var hits = meant(word, unfinished);
      joined.forEach(function (pair) {
        var folded = fold(pair);
        if (folded.length > 3 && table.has(folded)) addForms(hits, pair, PART);
      });
      var found = { hits: hits, passages: new Float32Array(starts.length), units: new Float32Array(units.length), at: [], stands: new Uint8Array(count + 1) };
      var often = new Float32Array(units.length);
      hits.forEach(function (value, number) {
        placesOf.get(number).forEach(function (at) {
          var passage = passageAt[at];
          var owner = owners[passage];
          if (value > found.passages[passage]) found.passages[passage] = value;
          var counts = value * COUNTS[kinds[passage]];
          if (counts > found.units[owner]) found.units[owner] = counts;
          often[owner] += value;
          found.at.push(at);
          found.stands[order[at]] = 1;
        });
      });
      var spread = 0;
      for (var i = 0; i < units.length; i++) {
        if (found.units[i]) spread += Math.min(1, often[i]);
        found.units[i] += 0.25 * Math.log(1 + often[i]);
      }
      found.weight = hits.size ? Math.log(1 + (units.length - spread + 0.5) / (spread + 0.5)) : 3;
      if (cache.size > 100) cache.clear();
      cache.set(key, found);
      return found;
    }

    function typedWords(typed) {
      var words = typed.normalize("NFC").match(WORD) || [];
      var telling = words.filter(says);
      return (telling.length ? telling : words).slice(0, 16);
    }

    function ranked(typed) {
      var words = typedWords(typed);
      var last = words.length - 1;
      var unfinished = last >= 0 && typed.endsWith(words[last]);
      var found = words.map(function (word, i) {
        var joined = [];
        if (i) joined.push(words[i - 1] + word);
        if (i < last) joined.push(word + words[i + 1]);
        return look(word, joined, i === last && unfinished);
      });
      var whole = 0;
      found.forEach(function (one) {
        whole += one.weight;
      });
      var best = new Float32Array(units.length);
      var bestText = new Float32Array(units.length);
      var textOf = [];
      var near = new Float32Array(starts.length);
      for (var k = 1; k < found.length; k++)
        found[k].at.forEach(function (at) {
          if (found[k - 1].stands[order[at] - 1]) near[passageAt[at]] += Math.min(found[k].weight, found[k - 1].weight) / 2;
        });
      for (var p = 0; p < starts.length; p++) {
        var sum = 0;
        var matched = 0;
        for (k = 0; k < found.length; k++) {
          if (!found[k].passages[p]) continue;
          sum += found[k].weight * found[k].passages[p];
          matched++;
        }
        if (!sum) continue;
        var owner = owners[p];
        var value = (sum + near[p]) * (sum / whole);
        if (kinds[p] === TEXT) {
          value *= 0.6;
          if (value > bestText[owner]) {
            bestText[owner] = value;
            textOf[owner] = p;
          }
        } else {
          value *= 0.5 + Math.min(1, matched / lengths[p]);
          if (kinds[p] === HEADING) value *= 1.1;
        }
        if (value > best[owner]) best[owner] = value;
      }
      var results = [];
      for (var u = 0; u < units.length; u++) {
        var total = 0;
        var covered = 0;
        for (k = 0; k < found.length; k++) {
          total += found[k].weight * found[k].units[u];
          if (found[k].units[u]) covered += found[k].weight;
        }
        if (total) results.push({ unit: u, score: total * (0.4 + (0.6 * covered) / whole) + 1.5 * best[u], passage: textOf[u] });
      }
      results.sort(function (a, b) {
        return b.score - a.score || a.unit - b.unit;
      });
      var hits = new Set();
      var sure = 0;
      found.forEach(function (one) {
        one.hits.forEach(function (value, number) {
          hits.add(number);
          if (value > sure) sure = value;
        });
      });
      return { results: results, hits: hits, sure: sure };
    }

    // What was typed, as if the keyboard had been set to the script of this language, or to Latin.
    function otherKeyboard(typed) {
      var keys = search.keys;
      var layouts = keys[language] ? [[keys.latin, keys[language]]] : [[keys.ar, keys.latin], [keys.fa, keys.latin]];
      return layouts.map(function (layout) {
        return typed
          .toLowerCase()
          .split("")
          .map(function (key) {
            return layout[1][layout[0].indexOf(key)] || key;
          })
          .join("")
          .normalize("NFKC"); // one key of the Arabic layout writes two letters
      });
    }

    // What stands from the token `start` on, as pieces [text, matched]: whole sentences with `enough` words, or `most`.
    function pieces(start, hits, enough, most) {
      var found = [];
      var text = "";
      var due = true;
      var capital = false;
      var ended = false;
      var spaced = false;
      var words = 0;
      for (var at = start; at < tokens.length; at++) {
        var number = tokens[at];
        var name = names[number];
        if (name === "¶" || name === "¦") break;
        if (name === "^") {
          capital = true;
        } else if (isWord[number]) {
          if (words >= enough && ended) break;
          if (words++ === most) {
            text += "…";
            break;
          }
          if (due !== capital) name = name[0].toUpperCase() + name.slice(1);
          if (spaced) text += " ";
          if (hits.has(number)) {
            if (text) found.push([text, false]);
            found.push([name, true]);
            text = "";
          } else {
            text += name;
          }
          due = capital = ended = false;
          spaced = true;
        } else {
          text += name;
          spaced = false;
          if (CAPITAL_DUE.test(name)) due = true;
          if (SENTENCE_END.test(name)) ended = true;
        }
      }
      if (text) found.push([text, false]);
      return found;
    }

    var first = [HEADING, TEXT, WORDS].map(function (kind) {
      var found = [];
      starts.forEach(function (start, p) {
        if (kinds[p] === kind && found[owners[p]] === undefined) found[owners[p]] = start;
      });
      return found;
    });
    // The sentence that matches best and what follows; if none does, the beginning and the words that match further on.
    function excerpt(result, hits) {
      if (result.passage !== undefined) return pieces(starts[result.passage], hits, 9, 20);
      var found = pieces(first[TEXT][result.unit], hits, 8, 16);
      var further = [];
      var cut = found.length && /…$/.test(found[found.length - 1][0]); // the beginning ends with dots of its own
      for (var at = first[WORDS][result.unit]; isWord[tokens[at]]; at++)
        if (hits.has(tokens[at]) && further.length < 3) further.push([cut && !further.length ? " " : " … ", false], [names[tokens[at]], true]);
      return found.concat(further);
    }

    function find(typed) {
      var answer = ranked(typed);
      if (answer.sure < 0.9)
        otherKeyboard(typed).forEach(function (other) {
          if (other === typed.toLowerCase()) return;
          var second = ranked(other);
          if (second.sure > answer.sure) answer = second;
        });
      return answer.results.slice(0, MOST).map(function (result) {
        var unit = units[result.unit];
        return {
          page: unit.page,
          title: unit.title,
          section: unit.section,
          heading: pieces(first[HEADING][result.unit], answer.hits, 99, 99),
          text: excerpt(result, answer.hits),
        };
      });
    }
    return { find: find, forms: forms };
  };
})();
