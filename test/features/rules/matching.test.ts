import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Happening, matches } from '../../../src/features/rules/matching.ts'
import type { Conditions } from '../../../src/features/rules/rule.ts'
import { aContent } from './support.ts'

const HEART = 'heart'
const happening: Happening = {
  at: Temporal.Instant.from('2026-06-15T09:00Z'),
  clinicId: HEART,
  medium: 'TELEPHONE',
  startsAt: Temporal.Instant.from('2026-06-18T08:00Z'),
  reason: 'ill',
}

const table: [string, Partial<Conditions>, Partial<Happening>, boolean][] = [
  ['no condition', {}, {}, true],
  ['no condition, no reason', {}, { reason: null }, true],
  ['the clinic', { clinicIds: [HEART] }, {}, true],
  ['one of the clinics', { clinicIds: ['eyes', HEART] }, {}, true],
  ['another clinic', { clinicIds: ['eyes'] }, {}, false],
  ['by phone', { media: ['TELEPHONE', 'VIDEO_CONSULTATION'] }, {}, true],
  ['not in person', { media: ['FACE_TO_FACE'] }, {}, false],
  ['the reason', { reasons: ['other', 'ill'] }, {}, true],
  ['another reason', { reasons: ['other'] }, {}, false],
  ['a reason, and none given', { reasons: ['ill'] }, { reason: null }, false],
  ['exactly so many days', { withinDays: 3 }, {}, true],
  ['a day more', { withinDays: 2 }, {}, false],
  ['the same day', { withinDays: 0 }, { startsAt: Temporal.Instant.from('2026-06-15T22:59Z') }, true],
  [
    'after midnight in London',
    { withinDays: 0 },
    { startsAt: Temporal.Instant.from('2026-06-15T23:00Z') },
    false,
  ],
  [
    'tomorrow in London, an hour from now',
    { withinDays: 1 },
    { at: Temporal.Instant.from('2026-06-15T22:30Z'), startsAt: Temporal.Instant.from('2026-06-15T23:30Z') },
    true,
  ],
  [
    'over the change of the clocks',
    { withinDays: 1 },
    { at: Temporal.Instant.from('2026-10-24T22:59Z'), startsAt: Temporal.Instant.from('2026-10-25T23:59Z') },
    true,
  ],
  ['begun yesterday', { withinDays: 0 }, { startsAt: Temporal.Instant.from('2026-06-14T09:00Z') }, true],
  ['all hold', { clinicIds: [HEART], media: ['TELEPHONE'], reasons: ['ill'], withinDays: 3 }, {}, true],
  [
    'one does not',
    { clinicIds: [HEART], media: ['TELEPHONE'], reasons: ['other'], withinDays: 3 },
    {},
    false,
  ],
]

for (const [name, conditions, changes, expected] of table)
  test(`a rule ${expected ? 'matches' : 'does not match'}: ${name}`, () => {
    assert.equal(matches(aContent('r', conditions), { ...happening, ...changes }), expected)
  })
