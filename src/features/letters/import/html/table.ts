import { LetterRefused } from '../refusal.ts'
import { attribute, type Element, elementsOf } from './elements.ts'

export interface Cell {
  element: Element
  /** It spans several rows, and this is not the first of them. */
  isRepeated: boolean
  /** It spans several columns, and this is not the first of them. */
  isPadding: boolean
}

const MAX_COLUMNS = 50
const MAX_ROWS = 2000

/** The rows of a table, in which cells that span several columns or rows stand in each of them. */
export function rowsOf(table: Element): { cells: Cell[] }[] {
  const rows = elementsOf(table).flatMap(part => {
    if (part.tagName === 'tr') return part
    return ['thead', 'tbody', 'tfoot'].includes(part.tagName)
      ? elementsOf(part).filter(({ tagName }) => tagName === 'tr')
      : []
  })
  /** What still reaches down from the rows above, by column. */
  const above = new Map<number, { element: Element; rowsLeft: number; isPadding: boolean }>()
  if (rows.length > MAX_ROWS) throw new LetterRefused('html-too-complex')
  return rows.map(row => {
    const cells: Cell[] = []
    const takeFromAbove = () => {
      for (let from = above.get(cells.length); from; from = above.get(cells.length)) {
        if (--from.rowsLeft === 0) above.delete(cells.length)
        cells.push({ element: from.element, isRepeated: true, isPadding: from.isPadding })
      }
    }
    for (const element of elementsOf(row)) {
      takeFromAbove()
      const columns = span(element, 'colspan')
      const rowsLeft = span(element, 'rowspan') - 1
      for (let index = 0; index < columns; index++) {
        const isPadding = index > 0
        if (rowsLeft > 0) above.set(cells.length, { element, rowsLeft, isPadding })
        cells.push({ element, isRepeated: false, isPadding })
      }
    }
    takeFromAbove()
    if (cells.length > MAX_COLUMNS) throw new LetterRefused('html-too-complex')
    return { cells }
  })
}

function span(element: Element, name: string): number {
  const number = Number(attribute(element, name) ?? 1)
  return Number.isInteger(number) && number >= 1 ? Math.min(number, MAX_COLUMNS) : 1
}
