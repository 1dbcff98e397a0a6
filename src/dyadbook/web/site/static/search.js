// The search of a site: it looks through the parts of the index, one script file after the other, until enough is found.
"use strict";
const MOST = 40;
const said = document.getElementById("said");
const list = document.getElementById("found");
const more = document.getElementById("more");
const parts = Number(said.dataset.parts);
const asked = new URLSearchParams(location.search).get("words") || "";
const fold = (text) => " " + text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
const words = fold(asked).split(" ").filter(Boolean);
let waiting = [];
let loaded = 0;
let shown = 0;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function dayWords(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return day + " " + MONTHS[month - 1] + " " + year;
}

function show([address, what, text, day]) {
  const item = document.createElement("li");
  item.className = "card";
  const link = document.createElement("a");
  link.href = address;
  link.textContent = what;
  item.append(link);
  if (text) {
    const quote = document.createElement("blockquote");
    quote.textContent = "“" + text + "”";
    item.append(quote);
  }
  if (day) {
    const meta = document.createElement("p");
    meta.className = "meta";
    const time = document.createElement("time");
    time.dateTime = day;
    time.textContent = dayWords(day);
    meta.append(time);
    item.append(meta);
    dyadbookLocalize(item);
  }
  list.append(item);
  shown += 1;
}

function look(until) {
  while (shown < until && waiting.length) show(waiting.shift());
  if (shown < until && loaded < parts) {
    const script = document.createElement("script");
    script.src = "search/" + (loaded + 1) + ".js";
    script.onerror = () => { said.textContent = "A part of the search could not be read: " + script.src; };
    loaded += 1;
    window.dyadbookFound = (part, entries) => {
      waiting = entries.filter((entry) => {
        const held = fold(entry[1] + " " + entry[2]);
        return words.every((word) => held.includes(" " + word));
      });
      look(until);
    };
    document.head.append(script);
    return;
  }
  const rest = waiting.length > 0 || loaded < parts;
  more.hidden = !rest;
  said.textContent = (shown ? "Found: " + shown : "Nothing was found") + (rest ? ", and there may be more." : ".");
}

document.querySelector("input[name=words]").value = asked;
more.addEventListener("click", () => look(shown + MOST));
if (words.length) look(MOST);
