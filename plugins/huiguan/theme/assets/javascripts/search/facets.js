/*
 * Facets: which documents have which values, counted for the documents at hand.
 */

const FIRST_CODE = 0x30

export class Facets {
  #columns
  #days

  constructor({ columns, days }) {
    this.#columns = columns.map((column) => ({ ...column }))
    this.#days = days
  }

  /** The documents that pass all filters, `{facet: [ids]}`; values of one facet are alternatives. */
  keep(documents, filters) {
    const masks = this.#masks(filters)
    return documents.filter((document) => masks.every((mask) => mask.has(document)))
  }

  /** Each facet with the values that occur, counted without the facet's own filter. */
  count(documents, filters) {
    const masks = this.#masks(filters)
    return this.#columns.map((column) => {
      const others = masks.filter((mask) => mask.name !== column.name)
      const counts = new Array(column.values.length).fill(0)
      for (const document of documents) {
        if (others.every((mask) => mask.has(document))) for (const value of valuesOf(column, document)) counts[value] += 1
      }
      const chosen = filters[column.name] ?? []
      const values = column.values.map(([id, label], index) => ({ id, label, count: counts[index], active: chosen.includes(id) }))
      return { name: column.name, label: column.label, values: values.filter((value) => value.count || value.active) }
    })
  }

  /** Documents by their day, the newest first; equals stay as they are. */
  newestFirst(documents) {
    return [...documents].sort((one, other) => this.#days[other] - this.#days[one])
  }

  #masks(filters) {
    return this.#columns
      .filter((column) => filters[column.name]?.length)
      .map((column) => {
        const wanted = new Set(filters[column.name].map((id) => column.values.findIndex(([own]) => own === id)))
        return { name: column.name, has: (document) => valuesOf(column, document).some((value) => wanted.has(value)) }
      })
  }
}

function valuesOf(column, document) {
  return column.sets[column.codes.charCodeAt(document) - FIRST_CODE] ?? []
}
