import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ConfigError } from '../src/config/config.ts'
import { toColumn } from '../src/database/columns.ts'
import type { Feature } from '../src/features/feature.ts'
import { enabledFeatures, features } from '../src/features.ts'
import { createGateways } from '../src/gateways.ts'
import { startJobs } from '../src/jobs.ts'
import { addToOutbox } from '../src/outbox/outbox.ts'
import { openView, patientFile, type View } from '../src/web/outcome.ts'
import { someFiles } from './files/support.ts'
import { readMetrics, sampleOf } from './support/metrics.ts'
import { words } from './support/page.ts'
import { aLoggedInPatient } from './support/person.ts'
import { aPortal, type TestPortal } from './support/portal.ts'
import { aWorker } from './support/rounds.ts'
import { until } from './support/time/until.ts'

/** What a feature declares is all it takes to be part of the portal; a made-up one declares everything. */

const view = openView('help/contact')
const parking = patientFile<{ place: string }>('parking.txt', {
  action: 'viewed-appointments',
  subject: ({ place }) => ({ type: 'parking', id: place }),
})
class Full extends Error {}

const handled: string[] = []
const rounds: string[] = []

const made: Feature = {
  name: 'parking',
  switchable: true,
  openPages: () => ({ '/parking-prices': { show: () => view() } }),
  patientPages: () => ({
    '/parking': { show: () => parking({ place: 'bay-7' }, 'Bay 7') },
    '/parking/full': {
      show() {
        throw new Full()
      },
    },
  }),
  refusalView: error => (error instanceof Full ? (view({}, 409) as unknown as View<never>) : undefined),
  navigation: { text: 'Parking', to: '/parking', name: 'parking' },
  toDo: async () => [
    { text: 'Pay some day', to: '/parking' },
    { text: 'Pay by July', to: '/parking', due: Temporal.Instant.from('2026-07-01T09:00Z') },
    { text: 'Pay by June', to: '/parking', due: Temporal.Instant.from('2026-06-20T09:00Z') },
  ],
  jobs: [
    {
      name: 'parking',
      prepare: () => async () => {
        rounds.push('done')
        return 'done'
      },
    },
  ],
  gauges: [
    {
      help: { parking_bays: 'Bays that are free.', parking_cars: 'Cars by colour.' },
      labels: { parking_cars: 'colour' },
      read: async () => ({ parking_bays: 7, parking_cars: { red: 1, blue: 2 } }),
    },
  ],
  events: {
    'bay-taken': [
      () =>
        async ({ subject }) =>
          void handled.push(`${subject.type} ${subject.id}`),
    ],
  },
  retention: [{ table: 'used_once', key: 'value_hash', since: 'expires_at' }],
}

const withParking = [...features, made]
const started: TestPortal[] = []
after(() => Promise.all(started.map(portal => portal.close())))

async function start(disabledFeatures: string[] = []) {
  const portal = await aPortal({ disabledFeatures }, withParking)
  started.push(portal)
  return portal
}

test('a feature is its declaration: pages, menu, things to do, gauges, and its own page for an expected stop', async () => {
  const portal = await start()
  const { browser, patientId } = await aLoggedInPatient(portal)
  await portal.browser().get('/patient-portal/parking-prices').expect(200)
  const file = await browser.get('/patient-portal/parking').expect(200)
  assert.equal(file.text, 'Bay 7')
  const entry = await portal
    .database('audit_log')
    .where({ patient_id: patientId })
    .orderBy('place', 'desc')
    .first()
  assert.deepEqual(
    [entry.action, entry.subject_type, entry.subject_id, entry.appointment_id],
    ['viewed-appointments', 'parking', 'bay-7', null],
  )
  const home = await browser.get('/patient-portal').expect(200)
  assert.match(
    home.text,
    /<a class="nhsuk-header__navigation-link" href="\/patient-portal\/parking">Parking</,
  )
  assert.match(
    words(home.text),
    /What you need to do Pay by June ?, by Saturday 20 June 2026 Pay by July ?, by Wednesday 1 July 2026 Pay some day/,
  )
  const samples = await readMetrics(portal)
  assert.equal(sampleOf(samples, 'portal_parking_bays'), 7)
  assert.equal(sampleOf(samples, 'portal_parking_cars', { colour: 'blue' }), 2)
})

test('a page behind the log-in that shows something without a declaration is not shown', async () => {
  const portal = await start()
  const { browser } = await aLoggedInPatient(portal)
  await browser.get('/patient-portal/parking/full').expect(500)
  assert.match(portal.logged.join(''), /"request failed"/)
})

test('switched off, its pages, menu entry and things to do are gone at once, and its gauges go on', async () => {
  const portal = await start(['parking'])
  const { browser } = await aLoggedInPatient(portal)
  await browser.get('/patient-portal/parking').expect(404)
  await portal.browser().get('/patient-portal/parking-prices').expect(404)
  const home = await browser.get('/patient-portal').expect(200)
  assert.doesNotMatch(home.text, /[Pp]arking/)
  assert.equal(sampleOf(await readMetrics(portal), 'portal_parking_bays'), 7)
})

test('its jobs, events under way and retention go on, whether it is switched on or not', async () => {
  const portal = await start(['parking'])
  const { clock, database } = portal
  const subject = { type: 'bay', id: 'bay-7', version: 1 }
  await database.transaction(transaction => addToOutbox(transaction, 'bay-taken', subject, clock.now()))
  await database('used_once').insert({ value_hash: 'old', expires_at: toColumn(clock.now()) })
  const { log } = aWorker(database)
  const gateways = createGateways({ reportingService: undefined, recordService: undefined }, clock)
  rounds.length = 0
  const jobs = startJobs({
    database,
    clock,
    log,
    files: someFiles(database).files,
    gateways,
    features: withParking,
  })
  await until('the event is handled', async () => handled.length === 1 && rounds.length > 0)
  await jobs.stop()
  assert.deepEqual(handled, ['bay bay-7'])
  assert.deepEqual(await database('used_once'), [])
})

test('FEATURES names only what can be switched off; the portal does not start with another name', async () => {
  assert.deepEqual(enabledFeatures(withParking, []), withParking)
  assert.deepEqual(enabledFeatures(withParking, ['parking']), features)
  for (const wrong of ['appointments', 'no-such-feature'])
    await assert.rejects(
      async () => enabledFeatures(withParking, [wrong]),
      (error: unknown) => error instanceof ConfigError && /FEATURES: .*: (.*, )?parking/.test(error.message),
    )
})

test('no two features share a name, an address, a lease, an event kind or a metric', () => {
  const services = {} as Parameters<NonNullable<Feature['openPages']>>[0]
  const all = {
    names: features.map(({ name }) => name),
    addresses: features.flatMap(feature => [
      ...Object.keys(feature.openPages?.(services) ?? {}),
      ...Object.keys(feature.patientPages?.(services, features) ?? {}),
    ]),
    leases: features.flatMap(({ jobs = [] }) => jobs.map(({ name }) => name)),
    events: features.flatMap(({ events = {} }) => Object.keys(events)),
    metrics: features.flatMap(({ gauges = [] }) => gauges.flatMap(({ help }) => Object.keys(help))),
  }
  for (const [what, values] of Object.entries(all)) {
    assert.ok(values.length > 0, what)
    assert.deepEqual(
      values.filter((value, index) => values.indexOf(value) !== index),
      [],
      what,
    )
  }
})
