/*
 * What a result quotes: the line of a document that holds most of the query, its words marked.
 */
import { isHan, stem } from "./text.js"

const WIDTH = 64
const BEFORE = 16
const BREAK = /[。！？；，、\s.!?;,]/

/** Text in pieces, `[text, isMatch]`, whole. */
export function marked(text, needles) {
  return pieces(text, marksOf(text, needles), 0, text.length)
}

/**
 * The section of a record that says most of the needles, and a line of it: `{anchor, heading, snippet}`. A heading leads to its place
 * when it says more than the title: who types a title wants the page from its beginning.
 */
export function quoted({ title, summary, sections }, needles) {
  const told = distinct(marksOf(title, needles))
  let best = { ...lineOf(summary, needles), anchor: "", heading: "" }
  for (const [anchor, heading, text] of sections) {
    const fresh = [...distinct(marksOf(heading, needles))].filter((needle) => !told.has(needle)).length
    const line = lineOf(text || heading, needles)
    const score = line.score + 2 * fresh
    if (score > best.score) best = { ...line, score, heading, anchor: fresh ? anchor : "" }
  }
  return { anchor: best.anchor, heading: best.anchor ? best.heading : "", snippet: best.snippet }
}

function lineOf(text, needles) {
  const marks = marksOf(text, needles)
  const { start, score } = densest(marks)
  const from = start > BEFORE ? beginning(text, start) : 0
  return { score, snippet: pieces(text, marks, from, Math.min(text.length, from + WIDTH + BEFORE)) }
}

/** Where in a text the most different needles stand near each other, and how many. */
function densest(marks) {
  const best = { start: 0, score: 0 }
  const counts = new Map()
  let next = 0
  for (const mark of marks) {
    for (; next < marks.length && marks[next].start <= mark.start + WIDTH; next++) {
      for (const needle of marks[next].needles) counts.set(needle, (counts.get(needle) ?? 0) + 1)
    }
    if (counts.size > best.score) Object.assign(best, { start: mark.start, score: counts.size })
    for (const needle of mark.needles) {
      if (counts.get(needle) > 1) counts.set(needle, counts.get(needle) - 1)
      else counts.delete(needle)
    }
  }
  return best
}

/** Just after the last mark of punctuation before the match, if there is one near. */
function beginning(text, start) {
  for (let at = start - 1; at > start - BEFORE; at--) if (BREAK.test(text[at])) return at + 1
  return start - Math.floor(BEFORE / 2)
}

const distinct = (marks) => new Set(marks.flatMap((mark) => mark.needles))

/** Where the needles stand in a text: `{start, end, needles}`, in order, those that touch joined. */
function marksOf(text, needles) {
  const chars = foldedChars(text, needles.folder)
  const marks = []
  const add = (from, to, needle) => {
    const [start, end] = [chars[from].start, chars[to].end]
    const last = marks[marks.length - 1]
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end)
      last.needles.push(needle)
    } else marks.push({ start, end, needles: [needle] })
  }
  for (let at = 0; at < chars.length; ) at = isHan(chars[at].char) ? markPair(chars, at, needles, add) : markWord(chars, at, needles, add)
  return marks
}

function markPair(chars, at, needles, add) {
  const pair = at + 1 < chars.length ? chars[at].char + chars[at + 1].char : ""
  if (needles.terms.has(pair)) add(at, at + 1, pair)
  else if (needles.terms.has(chars[at].char)) add(at, at, chars[at].char)
  return at + 1
}

function markWord(chars, at, needles, add) {
  let end = at
  while (end < chars.length && /[\p{L}\p{N}]/u.test(chars[end].char) && !isHan(chars[end].char)) end++
  const word = stem(chars.slice(at, end).map((entry) => entry.char).join(""))
  if (end > at && needles.terms.has(word)) add(at, end - 1, word)
  return Math.max(end, at + 1)
}

/** Each folded character with its place in the text as shown. */
function foldedChars(text, folder) {
  const found = []
  let start = 0
  for (const char of text) {
    for (const plain of folder.foldOne(char)) found.push({ char: plain, start, end: start + char.length })
    start += char.length
  }
  return found
}

function pieces(text, marks, from, to) {
  const found = []
  const add = (piece, isMatch) => piece && found.push([piece, isMatch])
  let at = from
  if (from > 0) add("……", false)
  for (const mark of marks) {
    if (mark.end <= at || mark.start >= to) continue
    add(text.slice(at, Math.max(at, mark.start)), false)
    add(text.slice(Math.max(at, mark.start), Math.min(mark.end, to)), true)
    at = Math.min(mark.end, to)
  }
  add(text.slice(at, to), false)
  if (to < text.length) add("……", false)
  return found
}
