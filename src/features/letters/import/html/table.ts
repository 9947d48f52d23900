import { LetterRefused } from '../refusal.ts'
import { attribute, type Element, elementsOf, isHiddenOrCrossedOut, roleOf } from './elements.ts'

export interface Cell {
  element: Element
  /** It spans several rows, and this is not the first of them. */
  isRepeated: boolean
  /** It spans several columns, and this is not the first of them. */
  isPadding: boolean
}

const MAX_COLUMNS = 50
const MAX_ROWS = 2000

const SECTIONS = ['thead', 'tbody', 'tfoot']

/**
 * The rows of a table, in which cells that span several columns or rows stand in each of them. Calls `leaveOut` for what is in
 * the table and is no part of it, or is not shown.
 */
export function rowsOf(table: Element, leaveOut: (element: Element) => void): { cells: Cell[] }[] {
  const partsOf = (element: Element, names: readonly string[]) =>
    elementsOf(element).filter(part => {
      if (names.includes(part.tagName) && !isHiddenOrCrossedOut(part)) return true
      if (roleOf(part) !== 'silent') leaveOut(part)
      return false
    })
  const rows = partsOf(table, ['caption', 'tr', ...SECTIONS]).flatMap(part => {
    if (part.tagName === 'tr') return part
    return SECTIONS.includes(part.tagName) ? partsOf(part, ['tr']) : []
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
    for (const element of partsOf(row, ['td', 'th'])) {
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
