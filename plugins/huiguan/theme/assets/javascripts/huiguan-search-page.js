// Huiguan 会馆: the page /search/: results with facets, their state in the address. Without a query the list to browse stays.

import { isComposing, newestAnswer, onSettled, openSearch, say, teller } from "./huiguan-search-ask.js";
import { drawChosen, drawFacets } from "./huiguan-search-facets.js";
import {
  addressOf, countOf, dateOf, fewerWords, listLinks, make, marked, snippetOf, tagOf, usedWords,
} from "./huiguan-search-hits.js";
import { rememberSearch } from "./huiguan-search-recent.js";

const STEP = 20;
const QUIET = 300; // ms before the page says that it looks
const FACETS = ["kind", "platform", "industry", "topic", "year", "outcome", "city"];

const part = (name) => document.querySelector(`[data-hg-search-${name}]`);
const [field, form, results, facets, bar, chosen, hits, more, said, browse] = [
  "field", "form", "results", "facets", "bar", "chosen", "hits", "more", "said", "browse",
].map(part);
const ask = newestAnswer();
const tell = teller(said);
const tail = document.title.slice(document.title.indexOf(" · "));
const plainTitle = document.title;

// ---------- the state, as it stands in the address ----------

/** What an address asks for: `query`, `filters` (facet to its values), `sort`. */
function asked(address) {
  const values = new URL(address).searchParams;
  const filters = {};
  for (const name of FACETS) {
    const ids = [...new Set(values.getAll(name).filter(Boolean))];
    if (ids.length) filters[name] = ids;
  }
  return { query: (values.get("q") || "").trim(), filters, sort: values.get("sort") === "date" ? "date" : "relevance" };
}

/** The address of a state; what it does not name falls away. */
function addressFor({ query, filters, sort }) {
  const values = new URLSearchParams();
  if (query) values.set("q", query);
  for (const name of FACETS) for (const id of filters[name] || []) values.append(name, id);
  if (sort !== "relevance") values.set("sort", sort);
  const all = values.toString();
  return location.pathname + (all && `?${all}`);
}

let state = asked(location.href);
let count = 0; // of the results that stand there

const isIdle = () => !state.query && !Object.keys(state.filters).length;

/** Takes on a new state: typing replaces the step in the history, a choice is one of its own. */
function go(next, { isStep = false } = {}) {
  state = next;
  history[isStep ? "pushState" : "replaceState"](isStep ? null : { ...history.state, hgShown: 0 }, "", addressFor(state));
  return look();
}

/** The state with one value of one facet chosen, or let go where it was. */
function toggled(from, name, id) {
  const ids = from.filters[name] || [];
  const filters = { ...from.filters, [name]: ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id] };
  if (!filters[name].length) delete filters[name];
  return { ...from, filters };
}

// ---------- looking ----------

/** Looks for what the state asks. */
async function look({ limit = STEP } = {}) {
  document.title = state.query ? say("title", { query: state.query }) + tail : plainTitle;
  browse.hidden = !isIdle();
  results.hidden = isIdle();
  if (isIdle()) {
    ask("", { limit: 0 }).catch(() => null); // whatever was asked before is past
    tell("");
    return;
  }
  const wait = setTimeout(() => bar.replaceChildren(make("span", {}, `${say("searching")}……`)), QUIET);
  results.setAttribute("aria-busy", "true");
  try {
    const found = await ask(state.query, { filters: state.filters, sort: sortOf(state), limit, offset: 0, facets: true });
    if (found) await draw(found);
  } catch {
    fail();
  } finally {
    clearTimeout(wait);
  }
}

/** Without words nothing is nearer than anything else. */
const sortOf = ({ query, sort }) => (query ? sort : "date");

async function lookFurther() {
  const found = await ask(state.query, { filters: state.filters, sort: sortOf(state), limit: STEP, offset: count });
  if (!found) return;
  if (found.degraded) throw new Error(found.degraded); // titles do not go on where texts ended
  hits.querySelector(".hg-hits__late")?.remove();
  const fresh = found.hits.map(drawHit);
  hits.append(...fresh);
  grow(found);
  fresh[0]?.querySelector("a").focus();
  history.replaceState({ ...history.state, hgShown: count }, "");
}

function grow(found) {
  count = hits.children.length;
  more.hidden = count >= found.total || !found.hits.length;
  more.textContent = say("more", { count: Math.min(STEP, found.total - count) });
}

// ---------- drawing ----------

async function draw(found) {
  results.removeAttribute("aria-busy");
  drawFacets(facets, found.facets, (name, id) => addressFor(toggled(state, name, id)));
  drawChosen(chosen, found.facets, state, (name, id) => addressFor(toggled(state, name, id)));
  drawBar(found);
  hits.replaceChildren(...(found.total ? found.hits.map(drawHit) : [await drawNone(found)]));
  if (found.total) grow(found);
  else more.hidden = true;
  tell(found.total ? say("found", { count: countOf(found) }) : say("found_none"));
}

function drawBar(found) {
  const [before, after] = say("count").split("{count}");
  const number = found.total ? [make("span", {}, before, make("strong", {}, countOf(found)), after)] : [];
  const used = usedWords(found).map((sentence) => make("span", {}, sentence));
  const told = make("span", { className: "hg-search__told" }, ...number, ...used);
  const sorts = state.query && found.total > 1 ? make("span", { className: "hg-sorts" }, ...sortChoices()) : "";
  const note = make("p", { className: "hg-search__note" }, say("titles"), againButton());
  bar.replaceChildren(...(found.degraded ? [note] : []), told, sorts);
}

function sortChoices() {
  const choices = ["relevance", "date"].map((sort) => {
    const link = make("a", { href: addressFor({ ...state, sort }), data: { hgSort: sort } }, say(sort));
    if (sort === state.sort) link.setAttribute("aria-current", "true");
    return link;
  });
  return [`${say("sort")} `, choices[0], " · ", choices[1]];
}

function drawHit(hit) {
  const meta = [hit.kindLabel, hit.where].filter(Boolean).map((text) => make("span", {}, text));
  const link = make("a", { href: addressOf(hit.url) }, ...marked(hit.title));
  const head = make("p", { className: "hg-meta" }, ...meta, dateOf(hit), tagOf(hit));
  const snippet = make("p", {}, ...snippetOf(hit));
  return make("article", { className: "hg-hit" }, head, make("h3", {}, link), snippet.textContent ? snippet : "");
}

async function drawNone(found) {
  const { kinds } = await openSearch();
  const isFiltered = Object.keys(state.filters).length > 0;
  const sentence = isFiltered ? (state.query ? "none_filtered" : "none_chosen") : "none";
  const fewer = fewerWords(state.query);
  const ways = [
    isFiltered ? wayOn(addressFor({ ...state, filters: {} }), say("unfilter")) : "",
    fewer ? wayOn(addressFor({ ...state, query: fewer }), say("fewer", { query: fewer })) : "",
    wayOn(location.pathname, say("browse")),
  ];
  return make("div", { className: "hg-empty" }, tide(), make("h2", {}, say(sentence, { query: found.query })),
    make("div", { className: "hg-acts" }, ...ways), make("p", { className: "hg-none__lists" }, ...listLinks(kinds)));
}

const wayOn = (href, word) => make("a", { className: "hg-btn hg-btn--quiet", href, data: { hgGo: "" } }, word);

/** The three lines of the tide, as they stand over the list to browse. */
const tide = () => document.querySelector("[data-hg-search-tide]").content.cloneNode(true);

function fail() {
  results.removeAttribute("aria-busy");
  bar.replaceChildren(make("p", { className: "hg-search__note" }, say("failed"), againButton()));
  for (const each of [facets, chosen, hits]) each.replaceChildren();
  more.hidden = true;
  browse.hidden = false;
  tell(say("failed"));
}

/** Further results did not come: what stands there stays, and the button for them too. */
function failFurther() {
  if (!hits.querySelector(".hg-hits__late")) hits.append(make("p", { className: "hg-search__note hg-hits__late" }, say("late")));
  tell(say("late"));
}

const againButton = () =>
  make("button", { type: "button", className: "hg-btn hg-btn--quiet", data: { hgAgain: "" } }, say("again"));

// ---------- what the reader does ----------

function onPress(event) {
  const pressed = (selector) => event.target.closest(selector);
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const way = pressed("[data-hg-value], [data-hg-sort], [data-hg-drop], [data-hg-go]");
  if (way) {
    event.preventDefault();
    go(asked(way.href), { isStep: true });
    field.value = state.query;
  } else if (pressed("[data-hg-again]")) look();
  else if (event.target === more) lookFurther().catch(failFurther);
  else if (pressed(".hg-hit a")) rememberSearch(state.query);
}

function onSubmit(event) {
  event.preventDefault();
  rememberSearch(field.value);
  go({ ...state, query: field.value.trim() });
  if (window.matchMedia("(hover: none)").matches) field.blur(); // a phone's keyboard makes room for the results
}

function start() {
  field.value = state.query;
  if (state.query) rememberSearch(state.query);
  onSettled(field, (typed) => typed.trim() !== state.query && go({ ...state, query: typed.trim() }));
  field.addEventListener("focus", () => openSearch().catch(() => null), { once: true }); // on its way before the first letter
  field.addEventListener("keydown", (event) => event.key === "Enter" && isComposing(event) && event.preventDefault());
  form.addEventListener("submit", onSubmit);
  results.addEventListener("click", onPress);
  window.addEventListener("popstate", () => {
    state = asked(location.href);
    field.value = state.query;
    look({ limit: Math.max(STEP, history.state?.hgShown || 0) });
  });
  look({ limit: Math.max(STEP, history.state?.hgShown || 0) });
}

if (results) start();
