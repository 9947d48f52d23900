import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNhsNumber } from '../../src/shared/nhs-number.ts'
import { fc } from '../support/fast-check.ts'

const valid = ['9000000009', '9876543210', '9990000018', '9990000026', '9990000034']

test('numbers given to patients, and those kept for tests, are NHS numbers', () => {
  for (const number of valid) assert.equal(isNhsNumber(number), true, number)
})

test('a number with a wrong check digit is not an NHS number', () => {
  for (const number of ['9991234567', '9123456789', '9000000001'])
    assert.equal(isNhsNumber(number), false, number)
})

test('a number whose check digit would be 10 is not an NHS number with any last digit', () => {
  // 9 × 10 + 5 × 2 = 100, which leaves 1, and 11 − 1 = 10
  for (let last = 0; last < 10; last++) assert.equal(isNhsNumber(`900000005${last}`), false)
})

test('anything but ten digits, the first from 1 to 9, is not an NHS number', () => {
  const wrong = ['', '900000000', '90000000090', '900 000 0009', ' 9000000009', '9000000009\n', '900000000X']
  const zeroFirst = ['0000000000', '0123456789', '0999999999'] // 0000000000 passes Modulus 11
  const otherDigits = ['９０００００００09', '٩٠٠٠٠٠٠٠٠٩']
  for (const value of [...wrong, ...zeroFirst, ...otherDigits]) assert.equal(isNhsNumber(value), false, value)
})

test('a slip of one digit, or two neighbours swapped, never gives another NHS number', () => {
  const slip = fc.record({
    number: fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }).map(String).filter(isNhsNumber),
    place: fc.nat(9),
    digit: fc.nat(9).map(String),
  })
  fc.assert(
    fc.property(slip, ({ number, place, digit }) => {
      const slipped = number.slice(0, place) + digit + number.slice(place + 1)
      if (slipped !== number) assert.equal(isNhsNumber(slipped), false)
      const pair = number.slice(place, place + 2)
      const swapped = number.slice(0, place) + [...pair].reverse().join('') + number.slice(place + 2)
      if (swapped !== number) assert.equal(isNhsNumber(swapped), false)
    }),
  )
})
