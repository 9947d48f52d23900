import assert from 'node:assert/strict'
import { test } from 'node:test'
import { workThrough } from '../../src/scheduling/work-through.ts'

const ENTRIES = ['first', 'second', 'third']

interface Case {
  size?: number
  fails?: string
  stopsAfter?: string
}

async function workThroughThree({ size = 5, fails, stopsAfter }: Case) {
  const stopping = new AbortController()
  const worked: string[] = []
  const logged: unknown[] = []
  const result = await workThrough({
    entries: ENTRIES,
    size,
    signal: stopping.signal,
    async work(entry) {
      if (entry === fails) throw new Error('this one cannot be done')
      worked.push(entry)
      if (entry === stopsAfter) stopping.abort()
    },
    onError: (error, entry) => logged.push([(error as Error).message, entry]),
    failure: 'entries-not-done',
  })
  return { result, worked, logged }
}

test('a batch that is not full is the last, and after a full one there may be more', async () => {
  assert.deepEqual(await workThroughThree({}), { result: 'done', worked: ENTRIES, logged: [] })
  assert.deepEqual(await workThroughThree({ size: 3 }), { result: 'more', worked: ENTRIES, logged: [] })
})

test('an entry that fails is logged, the others are done, and the job has failed', async () => {
  assert.deepEqual(await workThroughThree({ fails: 'second' }), {
    result: { failed: 'entries-not-done' },
    worked: ['first', 'third'],
    logged: [['this one cannot be done', 'second']],
  })
})

test('a job that is told to stop begins no other entry', async () => {
  assert.deepEqual(await workThroughThree({ stopsAfter: 'first' }), {
    result: 'more',
    worked: ['first'],
    logged: [],
  })
})
