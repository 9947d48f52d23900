import { parse } from 'parse5'
import type { Block } from '../../blocks.ts'
import { LetterRefused } from '../refusal.ts'
import {
  attribute,
  changesWords,
  type Element,
  elementsOf,
  HEADINGS,
  hasWords,
  isElementNode,
  isHiddenOrCrossedOut,
  isNumberedFromOne,
  isRaised,
  isTextNode,
  knownName,
  type Node,
  roleOf,
  styleSheets,
} from './elements.ts'
import { rowsOf } from './table.ts'
import { decode, LINE_END, raised, tidy, withAddress } from './words.ts'

const MAX_BLOCKS = 10_000
const MAX_DEPTH = 100

export interface FromHtml {
  /** Undefined: words would be lost, or there are none, so the letter is shown as its PDF only. */
  blocks: Block[] | undefined
  /** The names of what was left out, sorted. */
  leftOut: string[]
}

/**
 * The words of a letter in HTML, by an allow-list of elements. Nothing of the HTML itself is kept. What is not on the list is
 * left out; if it has words, no blocks are made at all, so that a letter is never shown in part.
 */
export function htmlToBlocks(html: Buffer): FromHtml {
  try {
    return new Reader().read(decode(html))
  } catch (error) {
    // Nested so deeply that the stack overflows.
    if (error instanceof RangeError) throw new LetterRefused('html-too-complex')
    throw error
  }
}

class Reader {
  readonly #blocks: Block[] = []
  readonly #leftOut = new Set<string>()
  #losesWords = false
  /** Words that stand in no paragraph of their own. */
  #loose = ''

  read(html: string): FromHtml {
    const { childNodes } = parse(html)
    if (styleSheets(childNodes).some(changesWords)) this.#lose('style')
    for (const node of childNodes) this.#block(node, 0)
    this.#endLoose()
    const isWhole = !this.#losesWords && this.#blocks.length > 0
    return { blocks: isWhole ? this.#blocks : undefined, leftOut: [...this.#leftOut].sort() }
  }

  #block(node: Node, depth: number): void {
    if (depth > MAX_DEPTH || this.#blocks.length > MAX_BLOCKS) throw new LetterRefused('html-too-complex')
    if (isTextNode(node)) this.#loose += node.value
    if (!isElementNode(node)) return
    const role = roleOf(node)
    if (role === 'inline' && !containsBlocks(node)) {
      this.#loose += this.#words(node, depth)
      return
    }
    if (role === 'image') {
      this.#loose += this.#words(node, depth)
      return
    }
    this.#endLoose()
    if (role === 'heading') this.#add('heading', node, depth)
    else if (role === 'list') this.#list(node, depth)
    else if (role === 'table') this.#table(node, depth)
    else if (role === 'not-allowed') this.#leaveOut(node)
    else if (role === 'paragraph' && !containsBlocks(node)) this.#add('paragraph', node, depth)
    else if (role !== 'silent') this.#parts(node, depth)
  }

  #parts(element: Element, depth: number): void {
    for (const child of element.childNodes) this.#block(child, depth + 1)
    this.#endLoose()
  }

  #add(kind: 'heading' | 'paragraph', element: Element, depth: number): void {
    const text = tidy(this.#words(element, depth))
    if (!text) return
    const level = HEADINGS[element.tagName]
    this.#blocks.push(
      kind === 'heading' && level
        ? { kind, level, text: text.replaceAll('\n', ' ') }
        : { kind: 'paragraph', text },
    )
  }

  #endLoose(): void {
    const text = tidy(this.#loose)
    this.#loose = ''
    if (text) this.#blocks.push({ kind: 'paragraph', text })
  }

  #list(list: Element, depth: number): void {
    if (!isNumberedFromOne(list)) this.#lose(list.tagName)
    const items: string[] = []
    for (const item of list.childNodes) {
      if (isTextNode(item)) items.push(tidy(item.value))
      else if (isElementNode(item) && roleOf(item) === 'not-allowed') this.#leaveOut(item)
      else if (isElementNode(item) && roleOf(item) !== 'silent') items.push(tidy(this.#words(item, depth)))
    }
    const words = items.filter(Boolean)
    if (words.length > 0) this.#blocks.push({ kind: 'list', ordered: list.tagName === 'ol', items: words })
  }

  /** A table that only lays out the page is read part by part. */
  #table(table: Element, depth: number): void {
    const caption = elementsOf(table).find(part => part.tagName === 'caption' && !isHiddenOrCrossedOut(part))
    const rows = rowsOf(table, part => this.#leaveOut(part))
    const widest = Math.max(0, ...rows.map(({ cells }) => cells.length))
    const laysOut = rows.some(({ cells }) => cells.some(({ element }) => containsBlocks(element)))
    if (widest < 2 || laysOut || attribute(table, 'role') === 'presentation') {
      if (caption) this.#parts(caption, depth + 1)
      for (const { cells } of rows)
        for (const { element, isRepeated, isPadding } of cells)
          if (!isRepeated && !isPadding) this.#parts(element, depth + 1)
      return
    }
    const texts = rows.map(({ cells }) =>
      cells.map(({ element, isPadding }) => (isPadding ? '' : tidy(this.#words(element, depth)))),
    )
    const padded = texts.map(row => [...row, ...Array<string>(widest - row.length).fill('')])
    const [first] = rows
    const hasHead =
      rows.length > 1 && first !== undefined && first.cells.every(({ element }) => element.tagName === 'th')
    const body = rows.slice(hasHead ? 1 : 0)
    this.#blocks.push({
      kind: 'table',
      caption: (caption && tidy(this.#words(caption, depth)).replaceAll('\n', ' ')) || null,
      head: hasHead ? (padded[0] ?? []) : [],
      rows: padded.slice(hasHead ? 1 : 0),
      rowHeadings: body.every(({ cells }) => cells[0]?.element.tagName === 'th'),
    })
  }

  /** The words of an element and what is in it, with "\n" where a line ends. */
  #words(element: Element, depth: number): string {
    if (depth > MAX_DEPTH) throw new LetterRefused('html-too-complex')
    const role = roleOf(element)
    if (role === 'image') return this.#imageWords(element)
    if (element.tagName === 'br') return LINE_END
    const text = element.childNodes
      .map(child => {
        if (isTextNode(child))
          return element.tagName === 'pre' ? child.value.replaceAll('\n', LINE_END) : child.value
        if (!isElementNode(child)) return ''
        const its = roleOf(child)
        if (its === 'silent') return ''
        if (its !== 'not-allowed') {
          const words = this.#words(child, depth + 1)
          return its === 'inline' || its === 'image' ? words : `${LINE_END}${words}${LINE_END}`
        }
        this.#leaveOut(child)
        return ''
      })
      .join('')
    if (isRaised(element)) return raised(text)
    return element.tagName === 'a' ? withAddress(text, attribute(element, 'href')) : text
  }

  #imageWords(image: Element): string {
    this.#leftOut.add('img')
    return ` ${attribute(image, 'alt') ?? ''} `
  }

  #lose(name: string): void {
    this.#leftOut.add(name)
    this.#losesWords = true
  }

  #leaveOut(element: Element): void {
    this.#leftOut.add(knownName(element))
    if (hasWords(element)) this.#losesWords = true
  }
}

function containsBlocks(element: Element): boolean {
  return elementsOf(element).some(
    child =>
      ['heading', 'container', 'paragraph', 'list', 'item', 'table'].includes(roleOf(child)) ||
      containsBlocks(child),
  )
}
