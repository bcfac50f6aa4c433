/* The calculator: reads the rows, counts, and writes sentences, table and chart with the words of the page. */
(function () {
  "use strict";
  var form = document.getElementById("calculator");
  var output = document.getElementById("revenue");
  var words = JSON.parse(document.getElementById("words").textContent);
  var rows = form.querySelector("[data-rows]");
  var template = form.querySelector("template");
  // Hours of each period, and how many of it make a year: shares compare what happens in equal time.
  var PERIODS = { week: [168, 52], month: [744, 12], quarter: [2208, 4], year: [8784, 1] };
  var amount = new Intl.NumberFormat(form.dataset.locale, { maximumFractionDigits: 2, useGrouping: "always" });
  var whole = new Intl.NumberFormat(form.dataset.locale);
  var percent = new Intl.NumberFormat(form.dataset.locale, { style: "percent" });
  var serial = rows.children.length;
  var drawn = [];

  function bdi(text) {
    var element = document.createElement("bdi");
    element.textContent = text;
    return element;
  }
  // Write a sentence with its blanks filled in; what fills them stays whole in either direction.
  function fill(element, sentence, values) {
    element.textContent = "";
    sentence.split(/(\{[a-z_]+\})/).forEach(function (part) {
      var name = part.slice(1, -1);
      element.appendChild(part[0] === "{" && name in values ? bdi(values[name]) : document.createTextNode(part));
    });
    return element;
  }
  function money(value) {
    var unit = form.elements.unit.value.trim();
    var written = amount.format(value);
    if (!unit) return written;
    return form.dataset.unitFirst ? unit + "\u00a0" + written : written + "\u00a0" + unit;
  }
  function field(row, name) {
    return row.querySelector("[name=" + name + "]");
  }
  function tell(input, message) {
    input.setAttribute("aria-invalid", message ? "true" : "false");
    var place = document.getElementById(input.id + "-error");
    if (place.textContent !== message) place.textContent = message;
  }
  // One row: null if it is empty or faulty; faults are told beside their fields.
  function read(row, index) {
    var hours = field(row, "hours");
    var income = field(row, "income");
    var period = PERIODS[field(row, "period").value];
    var values = [hours, income].map(function (input) {
      var text = input.value.trim();
      return text ? EndingWell.parse(text, form.dataset.group, form.dataset.decimal) : null;
    });
    var faults = ["", ""];
    if (values[0] === null && values[1] !== null) faults[0] = words.error_missing;
    if (values[1] === null && values[0] !== null) faults[1] = words.error_missing;
    if (values[0] !== null) {
      if (isNaN(values[0])) faults[0] = words.error_number;
      else if (values[0] <= 0) faults[0] = words.error_hours;
      else if (values[0] > period[0]) faults[0] = words.error_much;
    }
    if (values[1] !== null) {
      if (isNaN(values[1])) faults[1] = words.error_number;
      else if (values[1] < 0) faults[1] = words.error_negative;
    }
    var active = document.activeElement;
    // While somebody still types, the other field of the row is not missing yet.
    tell(hours, faults[0] === words.error_missing && row.contains(active) ? "" : faults[0]);
    tell(income, faults[1] === words.error_missing && row.contains(active) ? "" : faults[1]);
    if (faults[0] || faults[1] || values[0] === null) return null;
    return {
      name: field(row, "client").value.trim() || words.row.replace("{n}", whole.format(index + 1)),
      rate: values[1] / values[0],
      hours: values[0] * period[1],
      income: values[1] * period[1],
    };
  }
  function sum(clients, key) {
    return clients.reduce(function (total, client) {
      return total + client[key];
    }, 0);
  }
  function svg(name, attributes, text) {
    var element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) {
      element.setAttribute(key, attributes[key]);
    });
    if (text) element.textContent = text;
    return element;
  }
  function draw(clients) {
    var chart = output.querySelector("[data-chart]");
    var rtl = document.documentElement.dir === "rtl";
    // One unit is one CSS pixel, so that the chart's text is as large as the reader's.
    var width = Math.floor(chart.parentNode.clientWidth);
    if (!width) return; // on a page that is not shown, in the copy in one file
    var em = parseFloat(getComputedStyle(chart).fontSize);
    var bar = 0.85 * em;
    var head = 1.5 * em;
    var step = head + 2 * bar + 1.1 * em;
    var longest = clients.reduce(function (most, client) {
      return Math.max(most, client.time, client.share);
    }, 0);
    chart.textContent = "";
    chart.setAttribute("width", width);
    chart.setAttribute("height", clients.length * step);
    chart.setAttribute("viewBox", "0 0 " + width + " " + clients.length * step);
    clients.forEach(function (client, i) {
      var name = chart.appendChild(svg("text", { x: rtl ? width : 0, y: i * step + em }, client.name));
      var room = Math.floor((client.name.length * width) / name.getComputedTextLength());
      while (name.getComputedTextLength() > width && room > 1) name.textContent = client.name.slice(0, --room) + "…";
      ["time", "share"].forEach(function (kind, k) {
        var length = Math.max(1, (client[kind] / longest) * (width - 3.4 * em));
        var y = i * step + head + k * (bar + 2);
        chart.appendChild(svg("rect", { class: kind, x: rtl ? width - length : 0, y: y, width: length, height: bar }));
        chart.appendChild(
          svg("text", { class: "value", x: rtl ? width - length - 5 : length + 5, y: y + bar - 2 }, percent.format(client[kind]))
        );
      });
    });
  }
  function readAll() {
    return Array.prototype.map.call(rows.children, read).filter(Boolean);
  }
  function show() {
    var clients = readAll();
    drawn = clients;
    output.querySelector("[data-nothing]").hidden = clients.length > 0;
    output.querySelector("[data-found]").hidden = !clients.length;
    if (!clients.length) return;
    var hours = sum(clients, "hours");
    var income = sum(clients, "income");
    var average = income / hours;
    clients.forEach(function (client) {
      client.time = client.hours / hours;
      client.share = income ? client.income / income : 0;
    });
    clients.sort(function (a, b) {
      return b.rate - a.rate;
    });
    var byTime = clients.slice().sort(function (a, b) {
      return b.time - a.time;
    });
    var many = 0;
    for (var taken = 0; taken < 0.5 - 1e-9; many++) taken += byTime[many].time;
    var lowest = clients[clients.length - 1];
    function sentence(name, values) {
      fill(output.querySelector("[data-sentence=" + name + "]"), words[name], values).hidden = false;
    }
    sentence("average", { rate: money(average) });
    var list = output.querySelector("[data-sentences=rate]");
    list.textContent = "";
    var body = output.querySelector("tbody");
    body.textContent = "";
    clients.forEach(function (client) {
      var item = document.createElement("li");
      list.appendChild(fill(item, words.rate, { client: client.name, rate: money(client.rate) }));
      var line = document.createElement("tr");
      var head = document.createElement("th");
      head.scope = "row";
      head.appendChild(bdi(client.name));
      line.appendChild(head);
      [money(client.rate), percent.format(client.time), percent.format(client.share)].forEach(function (text) {
        line.appendChild(document.createElement("td")).appendChild(bdi(text));
      });
      body.appendChild(line);
    });
    var most = byTime[0];
    sentence("most_time", { client: most.name, time: percent.format(most.time), income: percent.format(most.share) });
    sentence("lowest", { client: lowest.name, rate: money(lowest.rate), average: money(average) });
    sentence("pareto", { count: whole.format(many), total: whole.format(clients.length) });
    if (clients.length < 2)
      ["most_time", "lowest", "pareto"].forEach(function (name) {
        output.querySelector("[data-sentence=" + name + "]").hidden = true;
      });
    draw(clients);
  }
  function add() {
    serial += 1;
    var row = template.content.firstElementChild.cloneNode(true);
    // Text is never parsed as HTML: the number is written into each attribute.
    row.querySelectorAll("*").forEach(function (element) {
      Array.prototype.forEach.call(element.attributes, function (attribute) {
        attribute.value = attribute.value.replace(/-\{n\}/g, "-" + serial);
      });
    });
    rows.appendChild(row);
    number();
    return row;
  }
  // Rows are numbered as they stand, whatever was removed before.
  function number() {
    Array.prototype.forEach.call(rows.children, function (row, i) {
      var n = whole.format(i + 1);
      row.querySelector("legend").textContent = words.row.replace("{n}", n);
      row.querySelector("[data-action=remove]").textContent = words.remove.replace("{n}", n);
      row.querySelector("[data-action=remove]").hidden = rows.children.length < 2;
    });
  }

  form.addEventListener("input", show);
  // Left alone, a row tells what it lacks. The result stays: written anew it would be read out anew.
  form.addEventListener("focusout", function () {
    setTimeout(readAll, 0);
  });
  window.addEventListener("resize", function () {
    if (drawn.length) draw(drawn);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  form.addEventListener("click", function (event) {
    var action = event.target.dataset.action;
    if (action === "add") field(add(), "client").focus();
    if (action === "remove") {
      var row = event.target.closest("fieldset");
      var next = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      number();
      field(next, "client").focus();
      show();
    }
    if (action === "clear") {
      form.reset();
      while (rows.children.length > 3) rows.lastElementChild.remove();
      number();
      show();
      field(rows.children[0], "client").focus();
    }
  });

  form.querySelector(".actions").hidden = false;
  output.hidden = false;
  number();
  show();
})();
