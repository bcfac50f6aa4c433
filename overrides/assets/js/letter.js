/* A letter: any of the languages, any channel, filled in as it is typed. Whatever is filled in is text, never markup,
   and is isolated where its direction could disturb the line (Unicode Bidirectional Algorithm: FSI and PDI). */
// One letter; `root` holds its form, its paper and its data.
EndingWell.letter = function (root) {
  "use strict";
  var form = document.getElementById("letter-form");
  var languages = JSON.parse(document.getElementById("languages").textContent);
  var lines = JSON.parse(document.getElementById("lines").textContent);
  var page = document.documentElement.lang;
  var actions = root.querySelector(".actions");
  var copied = root.dataset.copied;
  var target = {
    letter: document.getElementById("letter"),
    subject: document.getElementById("subject"),
    confirmation: document.getElementById("confirmation"),
  };
  var inputs = Array.prototype.slice.call(form.querySelectorAll("[data-kind]"));
  var RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
  var LTR_OR_DIGIT = /[0-9A-Za-z\u00c0-\u024f\u0370-\u058f\u1e00-\u1fff]/;

  // A date typed as 2026-06-30 or 30/6/2026, as the letter's language writes it; anything else as it was typed.
  function date(text, code) {
    var plain = EndingWell.latinDigits(text);
    var found = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(plain);
    if (!found) {
      found = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(plain);
      found = found && [0, found[3], found[2], found[1]];
    }
    if (!found || found[1] < 1900) return text; // a year such as 1405 is a Persian date already
    var day = new Date(Date.UTC(found[1], found[2] - 1, found[3]));
    if (day.getUTCMonth() !== found[2] - 1) return text;
    var d = day.getUTCDate();
    var m = day.getUTCMonth() + 1;
    if (code === "ar") return d + "/" + m + "/" + found[1];
    if (code === "vi") return ("0" + d).slice(-2) + "/" + ("0" + m).slice(-2) + "/" + found[1];
    var format = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    if (code === "it") format.weekday = "long";
    var parts = new Intl.DateTimeFormat(code === "fa" ? "fa-IR-u-ca-persian-nu-arabext" : languages[code].format, format)
      .formatToParts(day)
      .filter(function (part) {
        return part.type !== "era";
      })
      .map(function (part) {
        return code === "it" && part.type === "day" && d === 1 ? "1°" : part.value;
      });
    return parts.join("").trim();
  }
  function sign(type) {
    return new Intl.NumberFormat(languages[page].format).formatToParts(12345.6).filter(function (part) {
      return part.type === type;
    })[0].value;
  }
  // The number in an amount, as the letter's language writes it; what stands around it stays.
  function amount(text, code) {
    var found = /^(\D*?)([\d.,\u066b\u066c]*\d)(\D*)$/.exec(EndingWell.latinDigits(text));
    var value = found ? EndingWell.parse(found[2], sign("group"), sign("decimal")) : NaN;
    if (isNaN(value)) return text;
    var format = new Intl.NumberFormat(languages[code].format, { maximumFractionDigits: 2, useGrouping: "always" });
    return found[1] + format.format(value) + found[3].replace(/^ /, "\u00a0");
  }
  function isolate(text, dir) {
    return (dir === "rtl" ? LTR_OR_DIGIT : RTL).test(text) ? "\u2068" + text + "\u2069" : text;
  }
  function values(code) {
    var found = {};
    inputs.forEach(function (input) {
      var text = input.value.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
      if (!text) return;
      if (input.dataset.kind === "date") text = date(text, code);
      if (input.dataset.kind === "amount") text = amount(text, code);
      found[input.name] = isolate(text, languages[code].dir);
    });
    return found;
  }
  // The text in the chosen form of address (in the page's own language, beside another letter, in its first).
  function inForm(text, code) {
    var index = code === form.elements["letter-language"].value ? Math.max(0, form.elements.form.selectedIndex) : 0;
    var words = languages[code].forms[index] || {};
    return text
      .replace(/<<([^>]*)>>/g, function (all, options) {
        options = options.split("|");
        return options[index] === undefined ? options[0] : options[index];
      })
      .replace(/\{(goi|xung|Goi|Xung|a)\}/g, function (all, name) {
        var word = words[name.toLowerCase()] || "";
        return /^[A-Z]/.test(name) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
      });
  }
  function write(element, text, code, filled) {
    element.textContent = "";
    inForm(text, code)
      .split(/(\{[a-z_]+\})/)
      .forEach(function (part) {
        var name = part.slice(1, -1);
        if (part[0] !== "{" || !(name in languages[code].prompts)) {
          element.appendChild(document.createTextNode(part));
        } else if (name in filled) {
          element.appendChild(document.createTextNode(filled[name]));
        } else {
          var mark = document.createElement("mark");
          mark.textContent = "[" + languages[code].prompts[name] + "]";
          element.appendChild(mark);
        }
      });
    return element;
  }
  // What is copied is what is shown.
  function shown(part) {
    return target[part].innerText.trim();
  }
  function offerForms() {
    var code = form.elements["letter-language"].value;
    var select = form.elements.form;
    select.textContent = "";
    select.lang = code;
    languages[code].forms.forEach(function (choice) {
      select.appendChild(new Option(choice.label, choice.label));
    });
    form.querySelector("[data-form]").hidden = !languages[code].forms.length;
  }
  function show() {
    var code = form.elements["letter-language"].value;
    var channel = form.elements.channel.value;
    var filled = values(code);
    var own = values(page);
    Object.keys(target).forEach(function (part) {
      target[part].lang = code;
      target[part].dir = languages[code].dir;
      target[part].classList.toggle("foreign", code !== page);
      target[part].textContent = "";
    });
    languages[code].channels[channel].forEach(function (text, i) {
      var id = lines[channel][i];
      if (id === "subject") write(target.subject, text, code, filled);
      else target[id === "confirm" ? "confirmation" : "letter"].appendChild(write(document.createElement("p"), text, code, filled));
    });
    root.querySelectorAll("[data-part]").forEach(function (part) {
      part.hidden = part.dataset.part === "subject" ? channel !== "email" : !target.confirmation.firstChild;
    });
    root.querySelectorAll("[data-channel]").forEach(function (list) {
      list.hidden = list.dataset.channel !== channel;
      list.querySelectorAll("[data-line]").forEach(function (line, i) {
        write(line, languages[page].channels[list.dataset.channel][i] || "", page, own);
      });
    });
    actions.querySelector("[data-action=mail]").href =
      "mailto:?subject=" + encodeURIComponent(shown("subject")) + "&body=" + encodeURIComponent(shown("letter"));
  }

  form.addEventListener("input", function (event) {
    if (event.target.name === "letter-language") offerForms();
    show();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  actions.addEventListener("click", function (event) {
    var button = event.target;
    var text = [shown("letter"), shown("confirmation")].filter(Boolean).join("\n\n");
    if (button.dataset.copy) {
      document.dispatchEvent(new CustomEvent("copy-text", { detail: [shown(button.dataset.copy), copied] }));
    }
    if (button.dataset.action === "clear") {
      inputs.forEach(function (input) {
        input.value = "";
      });
      show();
      inputs[0].focus();
    }
    if (button.dataset.action === "share") navigator.share({ text: text }).catch(function () {});
    if (button.dataset.action === "download") {
      var subject = form.elements.channel.value === "email" ? shown("subject") + "\n\n" : "";
      button.href = URL.createObjectURL(new Blob([subject + text + "\n"], { type: "text/plain;charset=utf-8" }));
    }
  });

  form.hidden = false;
  actions.hidden = false;
  root.querySelector("[data-static]").hidden = true;
  actions.querySelector("[data-action=share]").hidden = !navigator.share;
  if (/^#a=[a-z,-]{1,900}$/.test(location.hash)) {
    // The reader comes from a result of the checklist, and can go back to it.
    var back = root.querySelector("[data-back]");
    back.hidden = false;
    back.querySelector("a").hash = location.hash;
  }
  if (Object.keys(lines).indexOf(location.hash.slice(1)) >= 0) form.elements.channel.value = location.hash.slice(1);
  offerForms();
  show();
};
document.querySelectorAll("[data-letter]").forEach(EndingWell.letter);
