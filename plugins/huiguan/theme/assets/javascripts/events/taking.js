/*
 * What the visitor picked, taken along: the calendars of the events are fetched, joined and given as one file.
 */
import { joined } from "./calendar.js";

/** Gives the file, or tells `say` whose calendar could not be had; then there is none. */
export async function takeAlong(picks, { root, name, words, say }) {
  const { texts, missing } = await textsOf(picks, root);
  if (missing.length) {
    say(words.hgMissing.replace("{titles}", missing.join("、")));
    return;
  }
  const { content, count, gone } = joined(picks, texts);
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

function giveFile(content, name) {
  const url = URL.createObjectURL(new Blob([content], { type: "text/calendar;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
