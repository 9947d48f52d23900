import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LetterPost } from '../../../src/features/letters/letter.ts'
import { postNote } from '../../../src/features/letters/post-note.ts'

const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const before = now.subtract({ hours: 2 })
const later = now.add({ hours: 2 })
const nothing: LetterPost = { after: null, always: false, markedAt: null, endedAt: null, outcome: null }

const kindOf = (post: Partial<LetterPost>, readAt: Temporal.Instant | null = null, opens = false) =>
  postNote({ post: { ...nothing, ...post }, readAt }, now, { opens })?.kind

test('a patient reads of a letter on paper what is true of it now', () => {
  assert.equal(kindOf({}), undefined)
  assert.equal(kindOf({ after: later }), 'deadline')
  assert.equal(kindOf({ after: now }), 'overdue')
  assert.equal(kindOf({ after: later }, null, true), 'opened-in-time')
  assert.equal(kindOf({ after: later }, before), undefined)
  assert.equal(kindOf({ after: before, always: true }, before), 'always')
  assert.equal(kindOf({ after: before, markedAt: before }), 'marked')
  assert.equal(kindOf({ after: before, markedAt: before }, null, true), 'opened-after-marked')
  assert.equal(kindOf({ after: before, markedAt: before }, now), 'opened-after-marked')
})

test('after it was posted, or was not, the patient reads that', () => {
  const marked = { after: before, markedAt: before, endedAt: now }
  assert.equal(kindOf({ ...marked, outcome: 'posted' }), 'posted')
  assert.equal(kindOf({ ...marked, outcome: 'posted' }, now), 'opened-after-posted')
  assert.equal(kindOf({ ...marked, always: true, outcome: 'posted' }, now), 'posted')
  assert.equal(kindOf({ ...marked, outcome: 'not-needed' }, now), 'not-needed')
})
