/*
 * Beside a time on the club's clock, the same time on the visitor's, who is elsewhere.
 */
const CLOCK = { month: "short", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** Tells `time` in the visitor's `zone`, in `words` with a `{time}`, once, unless the two clocks show the same. */
export function tellOwnTime(time, zone, words) {
  if (time.hasAttribute("data-hg-told")) return;
  time.setAttribute("data-hg-told", "");
  const own = clockText(time, zone);
  if (own === clockText(time, time.dataset.hgZone)) return;
  const beside = document.createElement("span");
  beside.className = "hg-yourtime";
  beside.textContent = words.replace("{time}", own);
  beside.title = zone;
  time.after(beside);
}

/** The moment, or the span, of `time` on a clock in `zone`. */
function clockText(time, zone) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { ...CLOCK, timeZone: zone });
  const from = new Date(time.dateTime);
  const until = time.dataset.hgUntil && new Date(time.dataset.hgUntil);
  return until && format.formatRange ? format.formatRange(from, until) : format.format(from);
}
