import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextPage } from '../../src/web/journey.ts'

const questions = ['day', 'time'].map(page => ({
  page,
  answered: (answers: Record<string, string>) => page in answers,
}))

test('the next page is the first question still open, then the end', () => {
  assert.equal(nextPage(questions, {}, 'check'), 'day')
  assert.equal(nextPage(questions, { time: '9am' }, 'check'), 'day')
  assert.equal(nextPage(questions, { day: 'monday' }, 'check'), 'time')
  assert.equal(nextPage(questions, { day: 'monday', time: '9am' }, 'check'), 'check')
})
