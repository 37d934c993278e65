// Asks the real module: `node ask.mjs SITE` reads a JSON list and writes what each entry finds, all asked of one index in their order.
// An entry is a query, or [query, options], or {query, options, ...} with what happens meanwhile:
//   broken   a pattern of the files that cannot be had from now on; "" heals
//   abort    "before" or "during": when the signal is aborted
//   with     another query that is asked at the same moment; its answer is in `other`
//   swap     {from, to}: a folder that takes the place of another first
// The answer to the third is {found} or {error}, with `fetched`: the files that were asked for.
import { readFile, rename } from "node:fs/promises"
import path from "node:path"
import { pathToFileURL } from "node:url"

const site = path.resolve(process.argv[2])
let fetched = []
let broken = ""
globalThis.fetch = async (url) => {
  const name = path.basename(new URL(url).pathname)
  fetched.push(name)
  if (broken && new RegExp(broken).test(name)) throw new TypeError("Failed to fetch")
  try {
    return new Response(await readFile(new URL(url)))
  } catch {
    return new Response("", { status: 404 })
  }
}
const { openIndex } = await import(pathToFileURL(path.join(site, "assets/javascripts/huiguan-search.js")))
const index = await openIndex(pathToFileURL(path.join(site, "assets/search/")).href)

async function staged({ query, options = {}, abort, swap, with: beside, ...others }) {
  fetched = []
  if ("broken" in others) broken = others.broken
  if (swap) {
    await rename(swap.to, `${swap.to}.old`)
    await rename(swap.from, swap.to)
  }
  const stop = new AbortController()
  if (abort === "before") stop.abort()
  try {
    const searching = index.search(query, abort ? { ...options, signal: stop.signal } : options)
    const other = beside === undefined ? undefined : index.search(beside)
    if (abort === "during") stop.abort()
    return { found: await searching, other: await other, fetched }
  } catch (error) {
    return { error: error.name, fetched }
  }
}

const answers = []
for (const one of JSON.parse(await readFile("/dev/stdin", "utf-8"))) {
  if (typeof one === "string") answers.push(await index.search(one))
  else answers.push(Array.isArray(one) ? await index.search(...one) : await staged(one))
}
process.stdout.write(JSON.stringify(answers))
