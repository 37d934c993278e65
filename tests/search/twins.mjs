// What the parts of the real module make of a text: `node twins.mjs JAVASCRIPTS` reads a JSON object
//   {characters: [traditional, simplified], texts: [...], words: [...], shards: [base64 ...], names: [...], count: n}
// and writes for each text its fold, tokens, terms and what is left of a question, for each word its stem, for each shard what stands in it, for each name its shard.
import { readFile } from "node:fs/promises"
import path from "node:path"
import { pathToFileURL } from "node:url"

const part = (name) => import(pathToFileURL(path.join(path.resolve(process.argv[2]), "search", name)))
const { Folder, stem, termsOf, tokensOf, withoutQuestion } = await part("text.js")
const { documentOf, impactOf, readShard, shardOf } = await part("shard.js")
const { characters = ["", ""], texts = [], words = [], shards = [], names = [], count = 1 } = JSON.parse(await readFile("/dev/stdin", "utf-8"))
const folder = new Folder(...characters)

function said(text) {
  const fold = folder.fold(text)
  const tokens = tokensOf(fold)
  return { fold, tokens: tokens.map((token) => token.text), terms: termsOf(tokens).map(({ term }) => term), rest: withoutQuestion(fold) }
}

function opened(base64) {
  const { terms, phrases } = readShard(new Uint8Array(Buffer.from(base64, "base64")))
  const plain = [...terms].map(([term, { documents, postings }]) => {
    const pairs = [...postings].map((posting) => [documentOf(posting), Math.round(impactOf(posting) * 31)])
    return [term, { documents, postings: pairs }]
  })
  return { terms: plain, phrases }
}

const answer = { texts: texts.map(said), words: words.map(stem), shards: shards.map(opened), names: names.map((name) => shardOf(name, count)) }
process.stdout.write(JSON.stringify(answer))
