import { z } from 'zod'

/*
 * The text of a letter, from which its page, its large print and its plain text are made. Blocks hold words only, never
 * markup; a line break in them is "\n".
 */

const words = z.string().min(1)

const block = z.discriminatedUnion('kind', [
  // 1 is the highest, below the title of the page.
  z.strictObject({
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: words,
  }),
  z.strictObject({ kind: z.literal('paragraph'), text: words }),
  z.strictObject({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(words).min(1) }),
  z.strictObject({
    kind: z.literal('table'),
    caption: words.nullable(),
    // The headings of its columns; empty when there are none. A cell may be empty.
    head: z.array(z.string()),
    rows: z.array(z.array(z.string()).min(1)).min(1),
    // Whether the first cell of each row is a heading.
    rowHeadings: z.boolean(),
  }),
])

export type Block = z.infer<typeof block>

const blocks = z.array(block).min(1)

/** Throws for what are no blocks: a letter is never shown in part. */
export function readBlocks(json: string): Block[] {
  return withoutSkippedLevels(blocks.parse(JSON.parse(json)))
}

/** No heading is more than one level below the one before it, so that readers who move by headings miss nothing. */
function withoutSkippedLevels(all: readonly Block[]): Block[] {
  let before = 0
  return all.map(each => {
    if (each.kind !== 'heading') return each
    before = Math.min(each.level, before + 1)
    return { ...each, level: before as typeof each.level }
  })
}
