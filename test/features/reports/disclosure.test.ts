import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { published, publishedMedian } from '../../../src/features/reports/disclosure.ts'

test('few are not told, and neither is none; the others are rounded to five', () => {
  const told = [0, 1, 7, 8, 12, 13, 1002].map(published)
  assert.deepEqual(told, ['*', '*', '*', '10', '10', '15', '1000'])
})

test('a median is told of eight or more, in whole numbers', () => {
  assert.equal(publishedMedian([1, 2, 3, 4, 5, 6, 7]), '*')
  assert.equal(publishedMedian([9, 1, 2, 3, 4, 5, 6, 7]), '5')
  assert.equal(publishedMedian([100, 1, 2, 3, 4.4, 5, 6, 7, 8]), '5')
  assert.equal(publishedMedian([]), '*')
})

/** What a reader knows of a figure: the least and the most it can be. */
function known(figure: string): [number, number] {
  return figure === '*' ? [0, 7] : [Number(figure) - 2, Number(figure) + 2]
}

/** What they then know of each, given that all add up to the total. */
function worked(figures: string[], total: string): [number, number][] {
  const bounds = figures.map(known)
  const [least, most] = known(total)
  const sum = (which: 0 | 1) => bounds.reduce((all, each) => all + each[which], 0)
  return bounds.map(([low, high]) => [
    Math.max(low, least - (sum(1) - high)),
    Math.min(high, most - (sum(0) - low)),
  ])
}

test('what is not told cannot be worked out from the total and the other figures', () => {
  const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 300 })), {
    minLength: 2,
    maxLength: 15,
  })
  fc.assert(
    fc.property(counts, numbers => {
      const total = published(numbers.reduce((all, each) => all + each, 0))
      const figures = numbers.map(published)
      for (const [index, [low, high]] of worked(figures, total).entries()) {
        const number = numbers[index] ?? 0
        assert.ok(low <= number && number <= high)
        if (figures[index] === '*') assert.ok(high > low, `${numbers}: ${index} is known to be ${low}`)
      }
    }),
    { numRuns: 2000 },
  )
})
