import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  published,
  publishedMedian,
  publishedTotal,
} from '../../../src/features/monthly-report/disclosure.ts'

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

/** What a reader knows of a figure: the least and the most it can be. A total may be off by one more. */
function known(figure: string, off = 2): [number, number] {
  return figure === '*' ? [0, 7] : [Number(figure) - off, Number(figure) + off]
}

/** What they then know of each, given that all add up to the total. */
function worked(figures: string[], total: string): [number, number][] {
  const bounds = figures.map(figure => known(figure))
  const [least, most] = known(total, 3)
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
      const total = totalOf(numbers)
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

test('a total is rounded the other way where all parts were rounded as far as can be the same way', () => {
  assert.equal(totalOf([182, 7, 252, 277]), '715') // 718; "720" would mean that the 7 is at least 7
  assert.equal(totalOf([182, 6, 252, 277]), '715') // 717
  assert.equal(totalOf([183, 0, 253, 13, 13]), '465') // 462; "460" would mean that the 0 is at most 0
  assert.equal(totalOf([183, 1, 253, 13, 13]), '465') // 463
  assert.equal(totalOf([7, 7, 7, 7]), '25') // 28; "30" would mean that each is at least 7
})

/** No reader who knows every rule, and so every list of counts that gives the same figures, can tell one from them. */
test('whatever gives a figure that is not told, something else gives the same figures with another', () => {
  let lists: number[][] = [[]]
  for (let parts = 1; parts <= 5; parts++) {
    lists = lists.flatMap(list => [0, 1, 6, 7, 8, 9, 11, 12, 13, 17].map(count => [...list, count]))
    const seen = new Map<string, Set<string>>()
    for (const list of lists) {
      const figures = [...list.map(published), totalOf(list)].join()
      const told = seen.get(figures) ?? new Set()
      seen.set(figures, told.add(list.filter(each => each < 8).join()))
    }
    for (const [figures, hidden] of seen) if (/^\*|,\*,/.test(figures)) assert.ok(hidden.size > 1, figures)
  }
})

function totalOf(numbers: number[]): string {
  return publishedTotal(
    numbers.reduce((all, each) => all + each, 0),
    numbers,
  )
}
