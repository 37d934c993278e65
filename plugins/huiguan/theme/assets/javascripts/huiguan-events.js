// Huiguan 会馆: what the event hub does by itself: the visitor's own steps, today, months, their own list.
// Every page reads without it, and nothing is asked of another host. What a press calls for, a poster as a picture or the
// picked dates as a file, is fetched with the press (`events/`).

const ROOT = new URL("../../", import.meta.url);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);

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
  const page = await pageAt(url).catch(() => null); // offline: the browser says so itself
  const view = document.querySelector("[data-hg-month]");
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
  document.dispatchEvent(new Event("huiguan:shown"));
  (next.querySelector(`[data-hg-turn="${turn}"]`) ?? next.querySelector("h1")).focus({ preventScroll: true });
}

async function pageAt(url) {
  const answer = await fetch(url);
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

/** The entrance shows the month in which it was made; a later visitor goes on to their own. */
function enterMonth() {
  const view = document.querySelector("[data-hg-entrance]");
  const zone = view?.querySelector("[data-hg-zone]")?.dataset.hgZone;
  const own = zone && view.querySelector(`[data-hg-of="${dayIn(zone).slice(0, 7)}"]:not([aria-current])`);
  if (own) location.replace(own.href);
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
  const isOver = (pick) => Date.parse(pick.ends) <= Date.now();
  return found.filter((pick) => isWhole(pick) && !isOver(pick)).sort((a, b) => (a.start < b.start ? -1 : 1));
}

function isWhole(pick) {
  return ["key", "ics", "page", "title", "start"].every((name) => typeof pick?.[name] === "string");
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

/** Takes over what this page, perhaps in its newest state, knows better of a picked date that was moved or renamed since. */
function freshenPicks(page = document) {
  const known = new Map(all("[data-hg-pick]", page).map((button) => [button.dataset.hgPick, button]));
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
  for (const button of all("[data-hg-pick]")) showToggle(button, list);
  const panel = document.querySelector("[data-hg-picks]");
  if (!panel) return;
  panel.hidden = list.length === 0;
  panel.querySelector("[data-hg-picks-count]").textContent = list.length;
  panel.querySelector("[data-hg-picks-lost]").hidden = isKept;
  panel.querySelector("ul").replaceChildren(...list.map((pick) => pickRow(pick, panel.dataset.hgRemove)));
}

function showToggle(button, list) {
  const on = list.some((pick) => pick.key === button.dataset.hgPick);
  button.setAttribute("aria-pressed", String(on));
  button.querySelector("[data-hg-word]").textContent = on ? button.dataset.hgAdded : button.dataset.hgAdd;
  const see = button.parentElement.querySelector("[data-hg-see]");
  if (see) see.hidden = !on;
}

function pickRow(pick, remove) {
  const make = (tag, given) => Object.assign(document.createElement(tag), given);
  const button = make("button", { type: "button", className: "hg-picks__x", textContent: "×" });
  button.setAttribute("aria-label", remove.replace("{title}", pick.title));
  button.addEventListener("click", () => {
    keep(picks().filter((other) => other.key !== pick.key));
    (document.querySelector(".hg-picks__x") ?? document.querySelector("h1")).focus?.();
  });
  const words = make("a", { href: new URL(pick.page, ROOT).href, textContent: pick.title });
  const row = make("li");
  row.append(make("span", { textContent: pick.when ?? "" }), words, button);
  return row;
}

// ---------- fetched with a press ----------

function showPoster(link) {
  const poster = import("./events/poster.js");
  poster.then(({ showPoster: show }) => show(link)).catch(() => location.assign(link.href));
}

/** The picked dates as one file; what becomes of it is said beside the button. */
function takePicks(panel) {
  const said = document.querySelector("[data-hg-picks-said]");
  const say = (sentence) => (said.textContent = sentence);
  const list = picks();
  const asked = { root: ROOT, name: panel.dataset.hgFile, words: said.dataset, say, learn: freshenPicks };
  const missing = () => say(said.dataset.hgMissing.replace("{titles}", list.map((pick) => pick.title).join("、")));
  import("./events/taking.js").then(({ takeAlong }) => takeAlong(list, asked)).catch(missing);
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

/** Takes a press over from a link, unless it was meant for another window. */
function takeOver(event, act) {
  if (!isPlain(event)) return;
  event.preventDefault();
  act();
}

document.addEventListener("click", (event) => {
  const pressed = (selector) => event.target.closest?.(selector);
  const turn = pressed("[data-hg-turn]");
  const poster = window.HTMLDialogElement && pressed("[data-hg-poster]");
  const pick = pressed("[data-hg-pick]");
  const panel = pressed("[data-hg-picks]");
  if (turn) takeOver(event, () => showMonth(turn.href, turn.dataset.hgTurn));
  else if (poster) takeOver(event, () => showPoster(poster));
  else if (pick) togglePick(pick);
  else if (panel && pressed("[data-hg-take]")) takePicks(panel);
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
