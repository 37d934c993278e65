// Huiguan 会馆: what the event hub does by itself: the visitor's own steps, today, months, posters, their own list.
// Every page reads without it, and nothing is asked of another host.

const ROOT = new URL("../../", import.meta.url);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);

function make(tag, given = {}, ...children) {
  const element = Object.assign(document.createElement(tag), given);
  element.append(...children);
  return element;
}

// ---------- the steps for the visitor's own client ----------

const CLIENTS = [
  ["wechat", /MicroMessenger/i],
  ["huawei", /HarmonyOS|OpenHarmony|HUAWEI|HONOR/i],
  ["xiaomi", /Android.*(Xiaomi|MIUI|Redmi|POCO|; MI )/i],
  ["android", /Android/],
  ["iphone", /iPhone|iPad|iPod/],
  ["mac", /Macintosh/],
  ["outlook", /Windows/],
];

/** The visitor's client by its own words; an iPad gives itself out for a Mac. */
function ownClient() {
  if (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1) return "iphone";
  return CLIENTS.find(([, pattern]) => pattern.test(navigator.userAgent))?.[0] ?? "";
}

/** Leaves the visitor's own steps open; the page ships all of them open, for whoever has no scripts. */
function foldSteps() {
  const steps = all("details[data-hg-client]:not([data-hg-folded])");
  const known = new Set(steps.map((each) => each.dataset.hgClient));
  const own = ownClient();
  const wanted = known.has(own) ? own : { huawei: "android", xiaomi: "android", mac: "iphone" }[own];
  for (const each of steps) {
    each.setAttribute("data-hg-folded", "");
    each.open = each.dataset.hgClient === wanted || `#${each.id}` === location.hash;
  }
}

/** The element that the address names; a mangled address names none. */
function targetOf(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

/** Opens what hides the place that the address names. */
function openTarget() {
  const target = targetOf(location.hash);
  const around = target && target.closest("details:not([open])");
  if (!around) return;
  around.open = true;
  target.scrollIntoView();
}

// ---------- today ----------

/** The day in `zone`, `days` from now, as 2026-11-26. */
function dayIn(zone, days = 0) {
  const moment = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(moment);
}

function markToday() {
  for (const table of all("table[data-hg-zone]")) {
    const today = dayIn(table.dataset.hgZone);
    for (const cell of all("td[data-hg-day]", table)) {
      cell.classList.toggle("is-today", cell.dataset.hgDay === today);
      if (cell.dataset.hgDay === today) cell.setAttribute("aria-current", "date");
    }
  }
}

/** Moves to this week what has come near since the page was made. */
function fillWeek() {
  const week = document.querySelector("[data-hg-week]");
  const list = week?.querySelector("ul");
  if (!list) return;
  const last = dayIn(week.dataset.hgZone, 7);
  for (const item of all("[data-hg-group]:not([data-hg-week]) li[data-hg-day]")) {
    if (item.dataset.hgDay <= last) list.append(item);
  }
  for (const section of all("[data-hg-group]")) section.hidden = !section.querySelector("li:not([hidden])");
}

// ---------- months ----------

let shownPath = location.pathname;

/** Puts the month at `url` in the place of the one that is shown; where that fails, goes there. */
async function showMonth(url, turn) {
  const view = document.querySelector("[data-hg-month]");
  let page = null;
  try {
    const answer = await fetch(url);
    if (answer.ok) page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    // offline: the browser says so itself
  }
  const next = page?.querySelector("[data-hg-month]");
  if (!view || !next) {
    location.assign(url);
    return;
  }
  if (turn) history.pushState({}, "", url);
  shownPath = location.pathname;
  document.title = page.title;
  next.removeAttribute("data-hg-entrance");
  view.replaceWith(document.adoptNode(next));
  markToday();
  (next.querySelector(`[data-hg-turn="${turn}"]`) ?? next.querySelector("h1")).focus({ preventScroll: true });
}

/** The entrance shows the month in which it was made; a later visitor goes on to their own. */
function enterMonth() {
  const view = document.querySelector("[data-hg-entrance]");
  const zone = view?.querySelector("[data-hg-zone]")?.dataset.hgZone;
  const own = zone && view.querySelector(`[data-hg-of="${dayIn(zone).slice(0, 7)}"]:not([aria-current])`);
  if (own) location.replace(own.href);
}

// ---------- the poster as a picture ----------

/** The SVG at `url` as a PNG in twice its size; as data, since WeChat saves no other picture that a page has drawn. */
async function drawPoster(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.statusText);
  const source = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
  try {
    const image = make("img", { src: source });
    await image.decode();
    const canvas = make("canvas", { width: image.naturalWidth * 2, height: image.naturalHeight * 2 });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png");
  } finally {
    URL.revokeObjectURL(source);
  }
}

function posterDialog(link) {
  const say = link.dataset;
  const title = make("h2", { textContent: say.hgTitle });
  const status = make("p", { className: "hg-small", textContent: say.hgWait });
  status.setAttribute("role", "status");
  const close = make("button", { type: "button", className: "hg-btn hg-btn--quiet", textContent: say.hgClose });
  const acts = make("div", { className: "hg-acts" }, close);
  const dialog = make("dialog", { className: "hg-dialog md-typeset", ariaLabel: say.hgTitle }, title, status, acts);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, status, acts };
}

async function showPoster(link) {
  const say = link.dataset;
  const { dialog, status, acts } = posterDialog(link);
  try {
    const picture = await drawPoster(link.href);
    const image = make("img", { src: picture, alt: say.hgAlt, width: 750, height: 1334 });
    status.textContent = say.hgSays;
    status.after(image);
    acts.prepend(make("a", { className: "hg-btn hg-btn--main", href: picture, download: say.hgName, textContent: say.hgSave }));
  } catch {
    status.textContent = say.hgFailed;
    acts.prepend(make("a", { className: "hg-btn", href: link.href, textContent: say.hgOpen }));
  }
  dialog.querySelector("a")?.focus();
}

// ---------- the visitor's own list ----------

const KEY = `huiguan:picks:${ROOT.pathname}`;
let memory = [];
let isKept = true;

/** What was picked and is not over, soonest first. */
function picks() {
  let found = memory;
  try {
    if (isKept) found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
  } catch {
    // a locked or spoilt storage: what this page remembers
  }
  if (!Array.isArray(found)) return [];
  const whole = found.filter((pick) => ["key", "ics", "page", "title", "start"].every((name) => typeof pick?.[name] === "string"));
  return whole.filter((pick) => !(Date.parse(pick.ends) <= Date.now())).sort((a, b) => (a.start < b.start ? -1 : 1));
}

function keep(list) {
  memory = list;
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
    isKept = true;
  } catch {
    isKept = false;
  }
  showPicks();
}

/** What a toggle on the page stands for; addresses are kept from the site's root on. */
function pickOf(button) {
  const { hgPick, hgId, hgMark, hgIcs, hgPage, hgTitle, hgWhen, hgStart, hgEnds } = button.dataset;
  const path = (address) => new URL(address, location.href).href.slice(ROOT.href.length);
  return { key: hgPick, id: hgId, mark: hgMark, ics: path(hgIcs), page: path(hgPage), title: hgTitle, when: hgWhen, start: hgStart, ends: hgEnds };
}

/** Takes over what this page knows better of a picked date, which may have been moved or renamed since. */
function freshenPicks() {
  const known = new Map(all("[data-hg-pick]").map((button) => [button.dataset.hgPick, button]));
  const list = picks();
  const fresh = list.map((pick) => (known.has(pick.key) ? pickOf(known.get(pick.key)) : pick));
  if (JSON.stringify(fresh) !== JSON.stringify(list)) keep(fresh);
}

function togglePick(button) {
  const list = picks();
  const rest = list.filter((pick) => pick.key !== button.dataset.hgPick);
  keep(rest.length < list.length ? rest : [...list, pickOf(button)]);
  const said = document.querySelector("[data-hg-picks-said]");
  if (said) said.textContent = said.dataset.hgTold.replace("{count}", picks().length);
}

function showPicks() {
  const list = picks();
  for (const button of all("[data-hg-pick]")) {
    const on = list.some((pick) => pick.key === button.dataset.hgPick);
    button.setAttribute("aria-pressed", String(on));
    button.querySelector("[data-hg-word]").textContent = on ? button.dataset.hgAdded : button.dataset.hgAdd;
    const see = button.parentElement.querySelector("[data-hg-see]");
    if (see) see.hidden = !on;
  }
  const panel = document.querySelector("[data-hg-picks]");
  if (!panel) return;
  panel.hidden = list.length === 0;
  panel.querySelector("[data-hg-picks-count]").textContent = list.length;
  panel.querySelector("[data-hg-picks-lost]").hidden = isKept;
  panel.querySelector("ul").replaceChildren(...list.map((pick) => pickRow(pick, panel.dataset.hgRemove)));
}

function pickRow(pick, remove) {
  const button = make("button", { type: "button", className: "hg-picks__x", textContent: "×" });
  button.setAttribute("aria-label", remove.replace("{title}", pick.title));
  button.addEventListener("click", () => {
    keep(picks().filter((other) => other.key !== pick.key));
    (document.querySelector(".hg-picks__x") ?? document.querySelector("h1")).focus?.();
  });
  const words = make("a", { href: new URL(pick.page, ROOT).href, textContent: pick.title });
  return make("li", {}, make("span", { textContent: pick.when ?? "" }), words, button);
}

async function textOf(path) {
  const answer = await fetch(new URL(path, ROOT), { cache: "no-cache" });
  if ([404, 410].includes(answer.status)) return ""; // the event was taken away since it was picked
  if (!answer.ok) throw new Error(path);
  return answer.text();
}

async function takeAlong(panel) {
  const said = document.querySelector("[data-hg-picks-said]");
  const list = picks();
  const texts = new Map();
  const missing = [];
  for (const { ics, title } of list) {
    try {
      if (!texts.has(ics)) texts.set(ics, await textOf(ics));
    } catch {
      missing.push(title);
    }
  }
  if (missing.length) {
    said.textContent = said.dataset.hgMissing.replace("{titles}", missing.join("、"));
    return;
  }
  const { content, count, gone } = joined(list, texts);
  if (count) giveFile(content, panel.dataset.hgFile);
  const told = count ? [said.dataset.hgTaken.replace("{count}", count)] : [];
  if (gone.length) told.push(said.dataset.hgGone.replace("{titles}", gone.join("、")));
  said.textContent = told.join(" ");
}

function giveFile(content, name) {
  const url = URL.createObjectURL(new Blob([content], { type: "text/calendar;charset=utf-8" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

// ---------- calendars, joined in the browser ----------

const nameOf = (line) => line.slice(0, line.search(/[;:]/));
const valueOf = (line) => line.replace(/\r\n[ \t]/g, "").replace(/^[^:]*:/, "");
const find = (lines, name) => lines.find((line) => nameOf(line) === name);
const dayOf = (line) => line && valueOf(line).slice(0, 8);

/** A calendar in parts: the lines of its head, its zones and its entries; a folded line stays one. */
function partsOf(text) {
  const parts = { head: [], VTIMEZONE: [], VEVENT: [] };
  let inside = null;
  for (const line of text.split(/\r\n(?![ \t])/)) {
    if (!inside && /^BEGIN:(VTIMEZONE|VEVENT)$/.test(line)) parts[(inside = line.slice(6))].push([]);
    if (inside) parts[inside].at(-1).push(line);
    else if (line && !/VCALENDAR$/.test(line)) parts.head.push(line);
    if (line === `END:${inside}`) inside = null;
  }
  return parts;
}

/** Notes the rules of a zone: files of other years know other ones, and each stands once. */
function addZone(zones, lines) {
  const rules = lines.join("\r\n").match(/BEGIN:(STANDARD|DAYLIGHT)\r\n[^]*?END:\1/g) ?? [];
  const known = zones.get(find(lines, "TZID")) ?? new Set();
  rules.forEach((rule) => known.add(rule));
  zones.set(find(lines, "TZID"), known);
}

function shifted(line, from, to) {
  const utc = (day) => Date.UTC(day.slice(0, 4), day.slice(4, 6) - 1, day.slice(6, 8));
  const moved = new Date(utc(dayOf(line)) + utc(to) - utc(from)).toISOString().slice(0, 10).replaceAll("-", "");
  return line.replace(/:\d{8}/, `:${moved}`);
}

/** One date of a series as an entry of its own, named as in the flat feed; none where it does not come any more. */
function singled(entries, { id, mark }) {
  const day = mark.slice(1);
  const changed = entries.find((lines) => dayOf(find(lines, "RECURRENCE-ID")) === day);
  const series = entries.find((lines) => !find(lines, "RECURRENCE-ID"));
  if (!series || series.some((line) => nameOf(line) === "EXDATE" && dayOf(line) === day)) return undefined;
  if (!changed && !find(series, "RRULE")) return dayOf(find(series, "DTSTART")) === day ? series : undefined;
  const first = dayOf(find(series, "DTSTART"));
  const uid = valueOf(find(series, "UID"));
  return (changed ?? series)
    .filter((line) => !["RRULE", "EXDATE", "RECURRENCE-ID"].includes(nameOf(line)))
    .map((line) => (nameOf(line) === "UID" ? folded(`UID:${id}${mark}${uid.slice(uid.lastIndexOf("@"))}`) : line))
    .map((line) => (!changed && /^DT(START|END)[;:]/.test(line) ? shifted(line, first, day) : line));
}

/** A line of ASCII, folded as calendars ask for. */
function folded(line) {
  return line.match(/^.{1,75}|.{1,74}/g).join("\r\n ");
}

function entryOf(pick, entries) {
  const own = (lines) => valueOf(find(lines, "UID")).replace(/@[^@]*$/, "");
  if (pick.mark.startsWith("+")) return entries.find((lines) => own(lines) === pick.id + pick.mark);
  const main = entries.filter((lines) => own(lines) === pick.id);
  return pick.mark ? singled(main, pick) : main.find((lines) => !find(lines, "RRULE"));
}

/** The picked dates as one calendar, from the calendars of their events by path; `gone` are the titles of those in none. */
function joined(list, texts) {
  const zones = new Map();
  const entries = new Map();
  const gone = [];
  let head = [];
  for (const pick of list) {
    const parts = partsOf(texts.get(pick.ics));
    const entry = entryOf(pick, parts.VEVENT);
    if (!entry) {
      gone.push(pick.title);
      continue;
    }
    head = head.length ? head : parts.head;
    parts.VTIMEZONE.forEach((lines) => addZone(zones, lines));
    entries.set(valueOf(find(entry, "UID")), entry);
  }
  const written = [...zones].sort().map(([name, rules]) => ["BEGIN:VTIMEZONE", name, ...rules, "END:VTIMEZONE"]);
  const lines = ["BEGIN:VCALENDAR", ...head, ...written.flat(), ...[...entries.values()].flat(), "END:VCALENDAR", ""];
  return { content: lines.join("\r\n"), count: entries.size, gone };
}

// ---------- beginning ----------

function start() {
  enterMonth();
  foldSteps();
  openTarget();
  markToday();
  fillWeek();
  freshenPicks();
  showPicks();
}

document.addEventListener("click", (event) => {
  const pressed = (selector) => event.target.closest?.(selector);
  const turn = pressed("[data-hg-turn]");
  const poster = pressed("[data-hg-poster]");
  const panel = pressed("[data-hg-picks]");
  if (turn && isPlain(event)) {
    event.preventDefault();
    showMonth(turn.href, turn.dataset.hgTurn);
  } else if (poster && isPlain(event) && window.HTMLDialogElement) {
    event.preventDefault();
    showPoster(poster);
  } else if (pressed("[data-hg-pick]")) togglePick(pressed("[data-hg-pick]"));
  else if (panel && pressed("[data-hg-take]")) takeAlong(panel);
  else if (panel && pressed("[data-hg-clear]")) keep([]);
});
window.addEventListener("popstate", () => {
  if (document.querySelector("[data-hg-month]") && location.pathname !== shownPath) showMonth(location.href, "");
});
window.addEventListener("hashchange", openTarget);
window.addEventListener("storage", (event) => event.key === KEY && showPicks());

// Material tells of every page that it puts in place; without it the document itself does.
if (window.document$) window.document$.subscribe(start);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
