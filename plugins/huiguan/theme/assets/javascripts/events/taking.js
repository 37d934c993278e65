/*
 * What the visitor picked, taken along: the calendars of the events are fetched, joined and given as one file.
 */
import { comesByRule, joined } from "./calendar.js";

/**
 * Gives the file, or tells `say` what could not be had; then there is none. A date that comes by a rule alone is left out unless
 * the list of all dates, fetched anew and handed to `learn`, still has it: the rule may have changed since it was picked.
 */
export async function takeAlong(picks, { root, name, words, say, learn }) {
  const { texts, missing } = await textsOf(picks, root);
  const byRule = picks.filter((pick) => texts.has(pick.ics) && comesByRule(pick, texts.get(pick.ics)));
  const list = byRule.length ? await listOfDates().catch(() => null) : document;
  if (!list) missing.push(...byRule.map((pick) => pick.title));
  if (missing.length) {
    say(words.hgMissing.replace("{titles}", missing.join("、")));
    return;
  }
  learn(list);
  const dropped = byRule.filter((pick) => !isOn(list, pick));
  const { content, count, gone } = joined(picks, texts, dropped);
  if (count) giveFile(content, name);
  const told = count ? [words.hgTaken.replace("{count}", count)] : [];
  if (gone.length) told.push(words.hgGone.replace("{titles}", gone.join("、")));
  say(told.join(" "));
}

/** The calendars by their paths, each asked for once, and the titles of the picks whose calendar did not come. */
async function textsOf(picks, root) {
  const texts = new Map();
  const missing = [];
  for (const { ics, title } of picks) {
    try {
      if (!texts.has(ics)) texts.set(ics, await textOf(new URL(ics, root)));
    } catch {
      missing.push(title);
    }
  }
  return { texts, missing };
}

async function textOf(url) {
  const answer = await fetch(url, { cache: "no-cache" });
  if ([404, 410].includes(answer.status)) return ""; // the event was taken away since it was picked
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.text();
}

/** The page that shows the picks has every date ahead; this is its newest state, since it may have been open for weeks. */
async function listOfDates() {
  return new DOMParser().parseFromString(await textOf(location.href), "text/html");
}

function isOn(page, { key }) {
  return [...page.querySelectorAll("[data-hg-pick]")].some((button) => button.dataset.hgPick === key);
}

function giveFile(content, name) {
  const url = URL.createObjectURL(new Blob([content], { type: "text/calendar;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
