// Huiguan 会馆: what results can be narrowed by, and what they are narrowed by now.

import { say } from "./huiguan-search-ask.js";
import { make } from "./huiguan-search-hits.js";

const MOST = 8;
const unfolded = new Set(); // facets whose every value is shown

/** Draws the facets that tell results apart; `way` gives the address with a value chosen, or let go. */
export function drawFacets(place, facets, way) {
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.hgValue : "";
  const telling = facets.filter(({ values }) => values.length > 1 || values.some(({ active }) => active));
  place.replaceChildren(...telling.map((facet) => drawFacet(facet, way)));
  place.closest("details").hidden = !telling.length;
  if (held) place.querySelector(`[data-hg-value="${CSS.escape(held)}"]`)?.focus(); // the keyboard stays where it was
}

function drawFacet({ name, label, values }, way) {
  const seen = values.filter(({ count, active }) => count || active);
  const chips = seen.map((value) => make("li", {}, chip(name, value, way(name, value.id))));
  const nav = make("nav", { className: "hg-facet" }, make("h2", {}, label), make("ul", {}, ...chips));
  nav.setAttribute("aria-label", label);
  const spare = chips.filter((_, at) => at >= MOST && !seen[at].active);
  if (spare.length > 1 && !unfolded.has(name)) nav.append(unfoldButton(name, spare));
  return nav;
}

/** Hides the chips and gives the button that shows them. */
function unfoldButton(name, chips) {
  for (const each of chips) each.hidden = true;
  const button = make("button", { type: "button", className: "hg-facet__more" }, say("more_values", { count: chips.length }));
  button.addEventListener("click", () => {
    unfolded.add(name);
    for (const each of chips) each.hidden = false;
    chips[0].firstChild.focus();
    button.remove();
  });
  return button;
}

function chip(name, { id, label, count, active }, href) {
  const number = make("span", { className: "hg-chip__n" }, String(count));
  const link = make("a", { className: "hg-chip", href, data: { hgValue: `${name}:${id}` } }, label, number);
  if (active) link.setAttribute("aria-current", "true");
  return link;
}

/** Draws a chip for each chosen value, a press lets it go; a value that no facet knows is called by its id. */
export function drawChosen(place, facets, { filters }, way) {
  const labels = new Map(facets.flatMap(({ name, values }) => values.map(({ id, label }) => [`${name}:${id}`, label])));
  const chips = Object.entries(filters).flatMap(([name, ids]) =>
    ids.map((id) => {
      const label = labels.get(`${name}:${id}`) || id;
      const link = make("a", { className: "hg-chip hg-chip--drop", href: way(name, id), data: { hgDrop: "" } }, label);
      link.setAttribute("aria-label", say("drop", { label }));
      return make("li", {}, link);
    }),
  );
  place.replaceChildren(...chips);
  place.hidden = !chips.length;
}
