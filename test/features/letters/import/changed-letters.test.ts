import assert from 'node:assert/strict'
import { fromColumn } from '../../../../src/database/columns.ts'
import { aDatabase, onEachDatabase } from '../../../support/databases.ts'
import { Hospital } from './import-support.ts'

onEachDatabase('letters never replace each other in a circle', async t => {
  const database = await aDatabase(t)
  const hospital = await Hospital.open(t, database)
  const lines = [
    hospital.fields('L1'),
    hospital.fields('L2', { supersedes: 'L1' }),
    hospital.fields('L3', { supersedes: 'L2' }),
  ] as const
  await hospital.take(...lines)
  const [first, second] = lines
  assert.deepEqual(
    await hospital.take({ ...first, supersedes: 'L3' }, { ...second, supersedes: 'L3' }, ...lines),
    ['1 already-superseded', '2 already-superseded', '3 unchanged', '4 unchanged', '5 unchanged'],
  )
})

onEachDatabase(
  'the time to read a letter begins when the patient is shown it, also when that changes',
  async t => {
    const database = await aDatabase(t)
    const hospital = await Hospital.open(t, database)
    await database('trust').where('ods_code', hospital.odsCode).update({ post_letters_after_hours: 48 })
    const line = hospital.fields('L1', { embargoed_until: '2026-07-21T09:00:00Z' })
    const postedAfter = async (given: object) => {
      await hospital.take({ ...line, ...given })
      const { post_after: at } = await database('letter').first('post_after')
      return String(fromColumn(at))
    }
    assert.equal(await postedAfter({}), '2026-07-23T09:00:00Z')
    hospital.now = Temporal.Instant.from('2026-07-11T09:00:00Z')
    // It is shown from now on, whatever day the hospital gives.
    assert.equal(await postedAfter({ embargoed_until: '2026-07-10T09:00:00Z' }), '2026-07-13T09:00:00Z')
    hospital.now = Temporal.Instant.from('2026-07-12T09:00:00Z')
    assert.equal(await postedAfter({ embargoed_until: '2026-07-15T09:00:00Z' }), '2026-07-17T09:00:00Z')
    hospital.now = Temporal.Instant.from('2026-07-16T09:00:00Z')
    // It has been shown for a day.
    assert.equal(await postedAfter({ embargoed_until: '' }), '2026-07-17T09:00:00Z')
  },
)
