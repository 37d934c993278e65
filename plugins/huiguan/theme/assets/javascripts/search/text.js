/*
 * Text as the index knows it: the twin of `fold.py` and `terms.py`. Both are held to one table of strings.
 */

const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}"
const LONGEST_WORD = 40
const IS_HAN = new RegExp(`^[${HAN}]`, "u")
const TOKEN = new RegExp(`[${HAN}]|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu")
const SPACED = /^\s*\S(?:\s+\S)+\s*$/u
const PLAIN = /^[\x00-\x7f]*$/
const UNSEEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e01ef}]/gu
const ACCENTED = /[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]+/g
const TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
// 數(shù)字; no look-behind, which Safari has only since 2023.
const PINYIN = new RegExp(`([\\u3400-\\u9fff])\\([a-zü]*[${TONES}][a-zü${TONES}]*\\)`, "g")
// What a question is made of; it stands in every text and tells nothing of this one.
// Things whose last character is no particle stand first, and are kept.
const QUESTION = new RegExp(
  "([贴酒网水氧]吧|[毛花]呢)|有没有|怎么样|怎么办|怎么|怎样|如何|什么时候|为什么|为何|什么|哪一个|哪一些|哪些|哪个|哪里|哪儿|多少|请问|应该|可以|能不能|是不是|要不要|该不该|想要|我想|我要|想找|一下|之后|以后|" +
    "(?:吗|呢|吧|呀)(?=$|[^\\p{L}])",
  "gu",
)
const SMALL_WORDS = new Set(
  "a an the of for in on at to and or with from by is are be do does how what when where which who why can could should i we you my our your it this that there".split(" "),
)

/** Folds text by a table of traditional and simplified characters. */
export class Folder {
  #table = new Map([["ς", "σ"]])
  #folded = new Map()

  constructor(traditional, simplified) {
    const plain = Array.from(simplified)
    Array.from(traditional).forEach((char, index) => this.#table.set(char, plain[index]))
  }

  /** The folded form of one character; a result asks for thousands, of which few differ. */
  foldOne(char) {
    if (!this.#folded.has(char)) this.#folded.set(char, this.fold(char))
    return this.#folded.get(char)
  }

  /** The form in which two spellings of one text are equal. */
  fold(text) {
    if (PLAIN.test(text)) return text.toLowerCase()
    let plain = ""
    for (const char of text.replace(UNSEEN, "").normalize("NFKC").toLowerCase()) plain += this.#table.get(char) ?? char
    return plain.replace(PINYIN, "$1").replace(ACCENTED, unaccented)
  }
}

function unaccented(letters) {
  return letters.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC")
}

export const isHan = (token) => IS_HAN.test(token)

/** Han characters and words of a folded text: `{text, isHan, joins}`, where `joins` tells that nothing parts it from the one before. */
export function tokensOf(folded) {
  const found = []
  let end = -1
  for (const match of folded.matchAll(TOKEN)) {
    found.push({ text: stem(match[0]), isHan: isHan(match[0]), joins: match.index === end })
    end = match.index + match[0].length
  }
  return joinedSingles(found, folded)
}

/** 退 货 率 is 退货率: some keyboards put a blank after each character. */
function joinedSingles(tokens, folded) {
  const isSpaced = tokens.every((token) => token.isHan) && SPACED.test(folded)
  return isSpaced ? tokens.map((token, index) => ({ ...token, joins: index > 0 })) : tokens
}

/** What to look up for these tokens: `{term, from, to}`; a pair stands for two tokens, a word or a lone character for one. */
export function termsOf(tokens) {
  const found = allTermsOf(tokens)
  const telling = found.filter(({ term }) => !SMALL_WORDS.has(term))
  return telling.length ? telling : found
}

function allTermsOf(tokens) {
  const found = []
  tokens.forEach((token, index) => {
    const next = tokens[index + 1]
    const before = tokens[index - 1]
    if (!token.isHan) {
      if (token.text.length <= LONGEST_WORD) found.push({ term: token.text, from: index, to: index + 1 })
    } else if (next?.isHan && next.joins) {
      found.push({ term: token.text + next.text, from: index, to: index + 2 })
    } else if (!(before?.isHan && token.joins)) {
      found.push({ term: token.text, from: index, to: index + 1 })
    }
  })
  return found
}

/** A folded query without the words of a question, unless it is made of nothing else. */
export function withoutQuestion(folded) {
  const rest = folded.replace(QUESTION, (_, kept) => kept ?? " ")
  return /[\p{L}\p{N}]/u.test(rest) ? rest : folded
}

/** An English plural as its singular; other words stay. */
export function stem(word) {
  if (word.length < 4 || !word.endsWith("s") || !PLAIN.test(word)) return word
  if (word.endsWith("ies")) return word.length > 4 ? `${word.slice(0, -3)}y` : word
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2)
  return /(?:ss|[^k]us|is)$/.test(word) ? word : word.slice(0, -1)
}
