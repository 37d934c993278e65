// Lists the dates in calendars as ical.js and node-ical read them.
//
// Asks on its standard input {from, to, feeds: {name: text}}, days as `2026-06-01`, and answers {reader: {name: [date]}}; a date is
// [uid, start, end, title, cancelled], whole days as `2026-06-01`, all others as an instant in UTC. A calendar that a reader
// refuses is {error: words} in place of its dates. Run it with TZ=UTC: node-ical keeps whole days at the machine's midnight.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const asked = JSON.parse(readFileSync(0, "utf8"));
const YEAR = 366 * 24 * 60 * 60 * 1000;
const end = new Date(asked.to + "T00:00:00Z");

const instant = (date) => date.toISOString().replace(".000", "");
const moment = (time) => (time.isDate ? time.toString() : instant(time.toJSDate()));

function readWithIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  // Zones of the calendar before are forgotten: each must bring its own.
  ICAL.TimezoneService.reset();
  calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
  return byUid(calendar.getAllSubcomponents("vevent")).flatMap(datesOfEntry);
}

function byUid(components) {
  const groups = new Map();
  for (const component of components) {
    const uid = component.getFirstPropertyValue("uid");
    groups.set(uid, [...(groups.get(uid) ?? []), component]);
  }
  return [...groups.values()];
}

function datesOfEntry(components) {
  const isChange = (component) => component.hasProperty("recurrence-id");
  const master = components.find((component) => !isChange(component));
  const event = new ICAL.Event(master, { exceptions: components.filter(isChange), strictExceptions: true });
  if (!event.isRecurring()) return [dateOf(event, event.startDate, event.endDate)];
  const dates = [];
  const occurrences = event.iterator();
  // A year more than is asked: what is moved may come from beyond the end.
  for (let next = occurrences.next(); next && next.toJSDate() - end < YEAR; next = occurrences.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    dates.push(dateOf(item, startDate, endDate));
  }
  return dates;
}

const dateOf = (event, start, end) => [
  event.uid,
  moment(start),
  moment(end),
  event.summary,
  event.component.getFirstPropertyValue("status") === "CANCELLED",
];

function readWithNodeIcal(text) {
  const window = { from: new Date(asked.from + "T00:00:00Z"), to: new Date(end.getTime() + YEAR) };
  const events = Object.values(nodeIcal.sync.parseICS(text)).filter((part) => part.type === "VEVENT");
  return events.flatMap((event) => nodeIcal.expandRecurringEvent(event, window)).map(dateOfInstance);
}

function dateOfInstance({ start, end, summary, isFullDay, event }) {
  const shown = isFullDay ? (date) => instant(date).slice(0, 10) : instant;
  // A text with parameters is an object; ours has none, so an object here is worth failing for.
  return [event.uid, shown(start), shown(end), summary, event.status === "CANCELLED"];
}

function attempted(read, text) {
  try {
    return read(text);
  } catch (error) {
    return { error: String(error) };
  }
}

const readers = { "ical.js": readWithIcalJs, "node-ical": readWithNodeIcal };
const read = Object.entries(readers).map(([reader, list]) => [
  reader,
  Object.fromEntries(Object.entries(asked.feeds).map(([name, text]) => [name, attempted(list, text)])),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(read)));
