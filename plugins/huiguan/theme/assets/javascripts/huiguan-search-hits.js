// Huiguan 会馆: what was found, as elements. Whatever comes from the index goes in as text, never as HTML.

import { ROOT, say } from "./huiguan-search-ask.js";

const MOST_WORDS = 4;
const LISTS = [
  ["case", "cases/"],
  ["whitepaper", "whitepapers/"],
  ["template", "toolkit/"],
  ["event", "events/"],
  ["member", "people/"],
];

/** An element with properties, `data` for its data attributes, and children; what is empty is left out. */
export function make(tag, { data = {}, ...given } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), given);
  Object.assign(element.dataset, data);
  element.append(...children.filter((child) => child !== "" && child != null));
  return element;
}

/** The full address of a place on this site. */
export const addressOf = (url) => new URL(url, ROOT).href;

/** The address of the page of search, with or without a question. */
export function searchAddress(query = "") {
  const page = new URL(document.querySelector("[data-hg-search] form").action);
  if (query) page.searchParams.set("q", query);
  return page.href;
}

/** A text whose matches are marked. */
export const marked = (parts) => parts.map(([text, isMatch]) => (isMatch ? make("mark", {}, text) : text));

/** The number of results as it is told. */
export const countOf = (found) => (found.capped ? say("many", { count: found.total }) : String(found.total));

/** One sentence for each word in whose place, or beside which, another was looked for. */
export function usedWords(found) {
  return found.used.map(({ typed, as, why }) => {
    const words = as.slice(0, MOST_WORDS).map((word) => say("quoted", { word }));
    return say(why, { typed, words: words.join(say("between")) });
  });
}

/** The date of a result, in figures; empty where it has none. */
export const dateOf = (hit) => (hit.date ? make("span", { className: "hg-fig" }, hit.date) : "");

/** The tag of a result; empty where it has none. */
export const tagOf = (hit) => (hit.tag ? make("span", { className: "hg-tag hg-tag--line" }, hit.tag) : "");

/** What stands under the title: the heading under which the words stand, and the words. */
export function snippetOf(hit) {
  const section = hit.section ? make("span", { className: "hg-hit__section" }, hit.section) : "";
  return [section, ...marked(hit.snippet)];
}

/** The query less its last word; empty where it has only one. */
export function fewerWords(query) {
  return query.split(/\s+/).slice(0, -1).join(" ");
}

/** The links to the lists of those kinds that the index knows. */
export function listLinks(kinds) {
  const ending = /index\.html$/.test(searchAddress()) ? "index.html" : "";
  const known = LISTS.filter(([kind]) => kinds[kind]);
  return known.map(([kind, section]) => make("a", { href: addressOf(section + ending) }, kinds[kind]));
}
