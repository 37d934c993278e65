/*
 * Calendars, joined in the browser: of the calendars of some events, the dates that a visitor picked.
 */
const nameOf = (line) => line.slice(0, line.search(/[;:]/));
const valueOf = (line) => line.replace(/\r\n[ \t]/g, "").replace(/^[^:]*:/, "");
const find = (lines, name) => lines.find((line) => nameOf(line) === name);
const dayOf = (line) => line && valueOf(line).slice(0, 8);

/**
 * The picked dates as one calendar, from the calendars of their events by path; `dropped` are those known to come no more, and
 * `gone` the titles of these and of those in no calendar.
 */
export function joined(picks, texts, dropped) {
  const zones = new Map();
  const entries = new Map();
  const gone = [];
  let head = [];
  for (const pick of picks) {
    const parts = partsOf(texts.get(pick.ics));
    const entry = dropped.includes(pick) ? undefined : entryOf(pick, parts.VEVENT);
    if (entry) {
      head = head.length ? head : parts.head;
      parts.VTIMEZONE.forEach((lines) => addZone(zones, lines));
      entries.set(valueOf(find(entry, "UID")), entry);
    } else gone.push(pick.title);
  }
  return { content: written(head, zones, entries), count: entries.size, gone };
}

function written(head, zones, entries) {
  const rules = [...zones].sort().map(([name, lines]) => ["BEGIN:VTIMEZONE", name, ...lines, "END:VTIMEZONE"]);
  return ["BEGIN:VCALENDAR", ...head, ...rules.flat(), ...[...entries.values()].flat(), "END:VCALENDAR", ""].join("\r\n");
}

/** A calendar in parts: the lines of its head, its zones and its entries; a folded line stays one. */
function partsOf(text) {
  const parts = { head: [], VTIMEZONE: [], VEVENT: [] };
  let inside = null;
  for (const line of text.split(/\r\n(?![ \t])/)) {
    if (!inside && /^BEGIN:(VTIMEZONE|VEVENT)$/.test(line)) parts[(inside = line.slice(6))].push([]);
    if (inside) parts[inside][parts[inside].length - 1].push(line);
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

// ---------- one picked date ----------

/** Whether a date comes by the rule of a series alone: then its calendar does not say outright that it comes. */
export function comesByRule(pick, text) {
  const entries = pick.mark.startsWith(".") ? entriesOf(pick.id, partsOf(text).VEVENT) : [];
  const isCalledOff = entries.some((lines) => !find(lines, "RECURRENCE-ID") && lines.includes("STATUS:CANCELLED"));
  return entries.some((lines) => find(lines, "RRULE")) && !isCalledOff && !changedOn(pick.mark.slice(1), entries);
}

function entryOf(pick, entries) {
  if (pick.mark.startsWith("+")) return entriesOf(pick.id + pick.mark, entries)[0];
  const main = entriesOf(pick.id, entries);
  return pick.mark ? dateOf(main, pick) : main.find((lines) => !find(lines, "RRULE"));
}

/** The entries of one identity: an event, or a series and its changed dates. */
function entriesOf(id, entries) {
  return entries.filter((lines) => valueOf(find(lines, "UID")).replace(/@[^@]*$/, "") === id);
}

function changedOn(day, entries) {
  return entries.find((lines) => dayOf(find(lines, "RECURRENCE-ID")) === day);
}

/** One date of a series as an entry of its own; none where it does not come any more. */
function dateOf(entries, pick) {
  const day = pick.mark.slice(1);
  const changed = changedOn(day, entries);
  const series = entries.find((lines) => !find(lines, "RECURRENCE-ID"));
  if (!series || series.some((line) => nameOf(line) === "EXDATE" && dayOf(line) === day)) return undefined;
  if (changed) return singled(changed, series, pick);
  const first = dayOf(find(series, "DTSTART"));
  if (!find(series, "RRULE")) return first === day ? series : undefined;
  return singled(series, series, pick).map((line) => (/^DT(START|END)[;:]/.test(line) ? shifted(line, first, day) : line));
}

/** An entry without what makes it one of a series, named as in the flat feed. */
function singled(entry, series, { id, mark }) {
  const uid = valueOf(find(series, "UID"));
  const own = folded(`UID:${id}${mark}${uid.slice(uid.lastIndexOf("@"))}`);
  const kept = entry.filter((line) => !["RRULE", "EXDATE", "RECURRENCE-ID"].includes(nameOf(line)));
  return kept.map((line) => (nameOf(line) === "UID" ? own : line));
}

function shifted(line, from, to) {
  const utc = (day) => Date.UTC(day.slice(0, 4), day.slice(4, 6) - 1, day.slice(6, 8));
  const moved = new Date(utc(dayOf(line)) + utc(to) - utc(from)).toISOString().slice(0, 10).replaceAll("-", "");
  return line.replace(/:\d{8}/, `:${moved}`);
}

/** A line of ASCII, folded as calendars ask for. */
function folded(line) {
  return line.match(/^.{1,75}|.{1,74}/g).join("\r\n ");
}
