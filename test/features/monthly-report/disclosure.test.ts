import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  published,
  publishedMedian,
  publishedTotal,
} from '../../../src/features/monthly-report/disclosure.ts'
import { fc } from '../../support/fast-check.ts'

test('counts below eight, including zero, are suppressed, and others are rounded to five', () => {
  const figures = [0, 1, 7, 8, 12, 13, 1002].map(published)
  assert.deepEqual(figures, ['*', '*', '*', '10', '10', '15', '1000'])
})

test('a median is published for eight values or more, as a whole number', () => {
  assert.equal(publishedMedian([1, 2, 3, 4, 5, 6, 7]), '*')
  assert.equal(publishedMedian([9, 1, 2, 3, 4, 5, 6, 7]), '5')
  assert.equal(publishedMedian([100, 1, 2, 3, 4.4, 5, 6, 7, 8]), '5')
  assert.equal(publishedMedian([]), '*')
})

/** The minimum and maximum count behind a published figure. A total can be off by one more. */
function boundsOf(figure: string, maxError = 2): [number, number] {
  return figure === '*' ? [0, 7] : [Number(figure) - maxError, Number(figure) + maxError]
}

/** The tighter bounds of each figure, given that all counts add up to the total. */
function boundsFromTotal(figures: string[], total: string): [number, number][] {
  const bounds = figures.map(figure => boundsOf(figure))
  const [min, max] = boundsOf(total, 3)
  const sum = (which: 0 | 1) => bounds.reduce((all, each) => all + each[which], 0)
  return bounds.map(([low, high]) => [
    Math.max(low, min - (sum(1) - high)),
    Math.min(high, max - (sum(0) - low)),
  ])
}

test('a suppressed count cannot be calculated from the total and the other figures', () => {
  const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 300 })), {
    minLength: 2,
    maxLength: 15,
  })
  fc.assert(
    fc.property(counts, numbers => {
      const total = totalOf(numbers)
      const figures = numbers.map(published)
      for (const [index, [low, high]] of boundsFromTotal(figures, total).entries()) {
        const number = numbers[index] ?? 0
        assert.ok(low <= number && number <= high)
        if (figures[index] === '*') assert.ok(high > low, `${numbers}: ${index} must be ${low}`)
      }
    }),
    { numRuns: 2000 },
  )
})

test('a total is rounded the other way if all parts were rounded by the maximum in the same direction', () => {
  assert.equal(totalOf([182, 7, 252, 277]), '715') // 718; "720" would mean that the 7 is at least 7
  assert.equal(totalOf([182, 6, 252, 277]), '715') // 717
  assert.equal(totalOf([183, 0, 253, 13, 13]), '465') // 462; "460" would mean that the 0 is at most 0
  assert.equal(totalOf([183, 1, 253, 13, 13]), '465') // 463
  assert.equal(totalOf([7, 7, 7, 7]), '25') // 28; "30" would mean that each is at least 7
})

/** Even a reader who knows the rules, and can list all counts that give the same figures, cannot identify one. */
test('for every suppressed count, another count gives the same published figures', () => {
  let lists: number[][] = [[]]
  for (let parts = 1; parts <= 5; parts++) {
    lists = lists.flatMap(list => [0, 1, 6, 7, 8, 9, 11, 12, 13, 17].map(count => [...list, count]))
    const seen = new Map<string, Set<string>>()
    for (const list of lists) {
      const figures = [...list.map(published), totalOf(list)].join()
      const possible = seen.get(figures) ?? new Set()
      seen.set(figures, possible.add(list.filter(each => each < 8).join()))
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
