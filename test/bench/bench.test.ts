import assert from 'node:assert/strict'
import { test } from 'node:test'
import { besideBareExpress } from './beside-bare-express.ts'
import { pageAndFloor } from './page-and-floor.ts'
import { overSizes } from './sizes.ts'
import { fullScans, overWorklists } from './worklist.ts'

// Each has so many visitors that no fast machine reaches the rate limit of one of them.

test('the page and its floor both answer', async () => {
  const [turn] = await pageAndFloor({ seconds: 1, turns: 1, visitors: 60 })
  assert.ok(turn && turn.page.perSecond > 0 && turn.floor.perSecond > 0)
  assert.ok(turn.page.cpu > 0 && turn.floor.cpu > 0)
})

test('every page that is measured beside bare Express answers', async () => {
  const loads = await besideBareExpress({ seconds: 1, turns: 1, visitors: 120 })
  for (const [name, [load]] of Object.entries(loads))
    assert.ok(load && load.perSecond > 0 && load.cpu > 0, name)
})

test('no table that grows is read from end to end for the appointment page', async () => {
  const [size] = await overSizes([100], { seconds: 1, turns: 1, visitors: 60, say() {} })
  assert.ok(size && size.plan.length >= 6)
  assert.deepEqual(
    size.plan.filter(step => /SCAN/.test(step)),
    // The few rules of a trust about what it hides: no index would be quicker.
    ['SCAN visibility_rule'],
  )
})

test('no page of staff reads a table that grows from end to end, and no list of requests is sorted', async () => {
  const [made] = await overWorklists([{ open: 300, closed: 700 }], { turns: 1, say() {} })
  assert.ok(made && made.asked.length >= 20)
  for (const { name, plan, took } of made.asked) {
    assert.equal(took.length, 1)
    assert.deepEqual(fullScans({ name, plan }), [], name)
    if (!/^(open|done|the numbers)/.test(name)) continue
    assert.match(plan.join('\n'), /SEARCH change_request USING (COVERING )?INDEX change_request_/, name)
    assert.doesNotMatch(plan.join('\n'), /TEMP B-TREE/, name)
  }
})

test('a page that reads a table from end to end is reported', () => {
  const plan = ['SCAN change_request', 'SCAN trust']
  assert.deepEqual(fullScans({ name: 'open, urgent first', plan }), ['SCAN change_request'])
})
