import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Block, readBlocks } from '../../../src/features/letters/blocks.ts'
import { fc } from '../../support/fast-check.ts'

const text = fc.string({ minLength: 1 })
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(1, 2, 3), text }),
  fc.record({ kind: fc.constant('paragraph' as const), text }),
  fc.record({
    kind: fc.constant('list' as const),
    ordered: fc.boolean(),
    items: fc.array(text, { minLength: 1 }),
  }),
)

test('no heading is more than one level below the one before, and nothing else of a letter changes', () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { minLength: 1 }), written => {
      const read = readBlocks(JSON.stringify(written))
      let before = 0
      for (const [index, each] of read.entries()) {
        const { level, ...rest } = each as Block & { level?: number }
        const { level: had, ...same } = written[index] as Block & { level?: number }
        assert.deepEqual(rest, same)
        if (level === undefined || had === undefined) continue
        assert.ok(level <= before + 1 && level <= had)
        before = level
      }
    }),
  )
})

test('what is no letter is refused as a whole', () => {
  const paragraph = { kind: 'paragraph', text: 'Dear Amira' }
  for (const wrong of [
    [],
    [{ ...paragraph, text: '' }],
    [paragraph, { kind: 'picture' }],
    [{ ...paragraph, html: '<b>' }],
    paragraph,
  ])
    assert.throws(() => readBlocks(JSON.stringify(wrong)))
  assert.throws(() => readBlocks('[{"kind":"paragraph","text":"cut'))
})
