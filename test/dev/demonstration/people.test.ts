import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demonstrationPeople } from '../../../src/dev/demonstration/people.ts'
import { ageOn } from '../../../src/shared/dates.ts'
import { isNhsNumber } from '../../../src/shared/nhs-number.ts'

const today = Temporal.PlainDate.from('2026-07-01')
const people = demonstrationPeople(today)

test('every NHS number is valid, kept for tests, and of one person', () => {
  for (const { nhsNumber } of people) {
    assert.ok(isNhsNumber(nhsNumber), nhsNumber)
    assert.match(nhsNumber, /^999000/)
  }
  assert.equal(new Set(people.map(({ nhsNumber }) => nhsNumber)).size, people.length)
})

test('everyone says in one short line what they show, and the first is where to start', () => {
  assert.match(people[0]?.interest ?? '', /^Start here/)
  for (const { interest } of people) assert.ok(interest.length < 100 && !interest.includes('\n'), interest)
})

test('one is not known to the PAS, one differs in date of birth, one is refused, one is sensitive', () => {
  const shows = (known: (person: (typeof people)[number]) => boolean) =>
    people.filter(known).map(({ givenName }) => givenName)
  assert.deepEqual(
    shows(({ record }) => !record),
    ['Oliver'],
  )
  assert.deepEqual(
    shows(({ record, birthDate }) => !!record && record.birthDate !== birthDate),
    ['Nadia'],
  )
  assert.deepEqual(
    shows(({ record }) => record?.portalAccess === false),
    ['Peter'],
  )
  assert.deepEqual(
    shows(({ record }) => record?.sensitive === true),
    ['Rose'],
  )
})

test('one is 14 years old on any day of any year, and only one is under 16', () => {
  for (const day of ['2026-01-01', '2026-12-31', '2028-02-29']) {
    const date = Temporal.PlainDate.from(day)
    const ages = demonstrationPeople(date).map(({ birthDate }) =>
      ageOn(Temporal.PlainDate.from(birthDate), date),
    )
    assert.deepEqual(
      ages.filter(age => age < 16),
      [14],
    )
  }
})

test('names go beyond A to Z, and fill the database columns', () => {
  const names = people.map(({ givenName, familyName }) => `${givenName} ${familyName}`)
  assert.ok(names.includes("Zoë O'Brien-Łukasiewicz"))
  assert.ok(names.includes('小龍 李'))
  assert.equal(names.filter(name => name.length === 401).length, 1)
})
