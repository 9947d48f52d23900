import type { Block } from './blocks.ts'

/** The letter as plain text, for programs that read it aloud or print it in braille. Lines are as long as they are. */
export function letterText(title: string, blocks: readonly Block[]): string {
  return `${[title, ...blocks.map(textOf)].join('\n\n')}\n`.replaceAll('\n', '\r\n')
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return block.text
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${item}`).join('\n')
    case 'table':
      return [block.caption, ...block.rows.map(row => rowText(block.head, row))].filter(Boolean).join('\n')
  }
}

/** "Test: full blood count; Result: normal", so that each cell is understood without its column. */
function rowText(head: readonly string[], row: readonly string[]): string {
  return row
    .map((cell, index) => (head[index] ? `${head[index]}: ${cell}` : cell))
    .filter(Boolean)
    .join('; ')
}
