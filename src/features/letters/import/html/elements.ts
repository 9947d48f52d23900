import { type DefaultTreeAdapterTypes, defaultTreeAdapter } from 'parse5'

export type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element

export const { isElementNode, isTextNode } = defaultTreeAdapter

/** What may be in the HTML of a letter, by what becomes of it. Everything else is left out and reported. */

export const HEADINGS: Record<string, 1 | 2 | 3> = { h1: 1, h2: 2, h3: 3, h4: 3, h5: 3, h6: 3 }

/** Their parts become blocks. */
const CONTAINERS = new Set(
  'html body main article section div header footer aside nav address blockquote center figure figcaption hgroup dl'.split(
    ' ',
  ),
)

/** Each becomes a paragraph. */
const PARAGRAPHS = new Set(['p', 'pre', 'dt', 'dd'])

/** Only their words are kept. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)

/** Left out without a word: they say nothing to a reader. */
const SILENT = new Set('head title meta base link style hr col colgroup'.split(' '))

export type Role =
  | 'heading'
  | 'container'
  | 'paragraph'
  | 'inline'
  | 'list'
  | 'item'
  | 'table'
  | 'image'
  | 'silent'
  | 'not-allowed'

export function roleOf(element: Element): Role {
  const { tagName, namespaceURI } = element
  // SVG and MathML have names of their own that look like ours.
  if (namespaceURI !== 'http://www.w3.org/1999/xhtml' || isHidden(element)) return 'not-allowed'
  if (tagName in HEADINGS) return 'heading'
  if (CONTAINERS.has(tagName)) return 'container'
  if (PARAGRAPHS.has(tagName)) return 'paragraph'
  if (INLINE.has(tagName)) return 'inline'
  if (tagName === 'ul' || tagName === 'ol') return 'list'
  if (tagName === 'li') return 'item'
  if (tagName === 'table' || tagName === 'img') return tagName === 'img' ? 'image' : 'table'
  return SILENT.has(tagName) ? 'silent' : 'not-allowed'
}

/** A browser would not show it, so it must not appear here. */
export function isHidden(element: Element): boolean {
  return (
    attribute(element, 'hidden') !== undefined ||
    /(display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribute(element, 'style') ?? '')
  )
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find(each => each.name === name)?.value
}

export function elementsOf(element: Element): Element[] {
  return element.childNodes.filter(isElementNode)
}

/** Whether there are words in it, at any depth. Scripts and styles have none. */
export function hasWords(element: Element): boolean {
  const open: Node[] = ['script', 'style', 'template'].includes(element.tagName)
    ? []
    : [...element.childNodes]
  for (let node = open.pop(); node; node = open.pop()) {
    if (isTextNode(node) && /\S/.test(node.value)) return true
    if (isElementNode(node) && !['script', 'style'].includes(node.tagName)) open.push(...node.childNodes)
  }
  return false
}
