import assert from 'node:assert/strict'
import { test } from 'node:test'
import { restoreDrill } from './restore-drill.ts'

test('a hospital that loses the file of its database goes on with its backup, which has all that was done before it', async () => {
  const visitors = 5
  const drill = await restoreDrill({ appointments: 0, visitors })
  assert.ok(drill.before >= 10)
  // A backup alone loses what came after it, and the drill must notice.
  // Each visitor may have had one change under way, which is in the backup though it was acknowledged only afterwards.
  assert.ok(drill.lost > 0 && drill.lost >= drill.after - visitors, JSON.stringify(drill))
})
