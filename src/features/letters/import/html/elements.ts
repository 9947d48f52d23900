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

/** Only their words are kept. Not those of `del`, `s` and `strike`: crossed out, they say that the opposite holds. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big br cite code data dfn em font i ins kbd label mark q rp rt ruby samp small span strong sub sup time tt u var wbr'.split(
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
  if (namespaceURI !== 'http://www.w3.org/1999/xhtml' || isHiddenOrCrossedOut(element)) return 'not-allowed'
  if (tagName in HEADINGS) return 'heading'
  if (CONTAINERS.has(tagName)) return 'container'
  if (PARAGRAPHS.has(tagName)) return 'paragraph'
  if (INLINE.has(tagName)) return 'inline'
  if (tagName === 'ul' || tagName === 'ol') return 'list'
  if (tagName === 'li') return 'item'
  if (tagName === 'table' || tagName === 'img') return tagName === 'img' ? 'image' : 'table'
  return SILENT.has(tagName) ? 'silent' : 'not-allowed'
}

/** A browser would not show it, or would cross it out, so it must not appear here as if it held. */
export function isHiddenOrCrossedOut(element: Element): boolean {
  return (
    attribute(element, 'hidden') !== undefined ||
    /display\s*:\s*none|visibility\s*:\s*hidden|line-through/i.test(attribute(element, 'style') ?? '')
  )
}

/** Whether a style sheet changes what the words say: it hides some, crosses some out, raises a digit or adds words. */
export function changesWords(sheet: string): boolean {
  return /display\s*:\s*none|visibility\s*:\s*hidden|line-through|vertical-align\s*:\s*super|[{;\s]content\s*:/i.test(
    sheet,
  )
}

/** As in 10⁹. */
export function isRaised(element: Element): boolean {
  return element.tagName === 'sup' || /vertical-align\s*:\s*super/i.test(attribute(element, 'style') ?? '')
}

/** The text of the style sheets anywhere in a document. */
export function styleSheets(nodes: readonly Node[]): string[] {
  const open = [...nodes]
  const sheets: string[] = []
  for (let node = open.pop(); node; node = open.pop()) {
    if (!isElementNode(node)) continue
    if (node.tagName === 'style')
      sheets.push(
        node.childNodes
          .filter(isTextNode)
          .map(({ value }) => value)
          .join(''),
      )
    else for (const child of node.childNodes) open.push(child)
  }
  return sheets
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

const KNOWN = new Set(
  'script iframe object embed form input button select textarea video audio svg math canvas template noscript frameset applet del s strike'.split(
    ' ',
  ),
)

/** A name may be anything, such as words of a letter; only known ones are repeated. */
export function knownName({ tagName }: Element): string {
  return KNOWN.has(tagName) ? tagName : 'other'
}

/** As the lists of our pages are. A letter may name a point of a list by its number or letter. */
export function isNumberedFromOne(list: Element): boolean {
  if (list.tagName !== 'ol') return true
  const is = (name: string, plain: string) => [undefined, plain].includes(attribute(list, name)?.trim())
  return (
    is('start', '1') &&
    is('type', '1') &&
    attribute(list, 'reversed') === undefined &&
    elementsOf(list).every(item => attribute(item, 'value') === undefined)
  )
}
