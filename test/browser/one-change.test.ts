import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { auditedChanges } from '../support/audited.ts'
import { type Demonstration, putBack, startDemonstration } from '../support/demonstration.ts'
import { openBrowser, press, type Visitor, WAYS } from './browser.ts'
import { openFromNhsApp } from './nhs-app.ts'

const demonstration = await startDemonstration({ after })
beforeEach(() => putBack(demonstration))

interface Journey {
  appointment: string
  begin: string
  /** Fields to choose, a page at a time. */
  answers: string[]
  confirm: string
  confirmation: string
  /** What is added to the database, and how it changes the appointment. */
  adds: Record<string, number>
}

const once = { audited: 1, outbox: 1 }
const JOURNEYS: Record<string, Journey> = {
  'cancels an appointment': {
    appointment: 'Cardiology appointment',
    begin: 'Cancel appointment',
    answers: ['Another reason'],
    confirm: 'Cancel appointment',
    confirmation: 'Appointment cancelled',
    adds: { ...once, change_request: 0, appointment: 0, booked: -1 },
  },
  'asks to cancel an appointment': {
    appointment: 'Dermatology appointment',
    begin: 'Ask to cancel appointment',
    answers: ['Another reason'],
    confirm: 'Ask to cancel appointment',
    confirmation: 'We have sent your request to cancel',
    adds: { ...once, change_request: 1, appointment: 0, booked: 0 },
  },
  'moves an appointment': {
    appointment: 'Cardiology appointment',
    begin: 'Reschedule appointment',
    answers: ['', ''],
    confirm: 'Confirm new appointment',
    confirmation: 'Appointment rescheduled',
    // The old and the new are each recorded and told of.
    adds: { audited: 2, outbox: 2, change_request: 0, appointment: 1, booked: 0 },
  },
  'asks for another time': {
    appointment: 'Dermatology appointment',
    begin: 'Ask to reschedule appointment',
    answers: ['Friday', 'Evening', '', 'I am ill'],
    confirm: 'Ask to reschedule appointment',
    confirmation: 'We have sent your request to reschedule',
    adds: { ...once, change_request: 1, appointment: 0, booked: 0 },
  },
}

for (const way of WAYS.slice(0, 2))
  for (const [does, journey] of Object.entries(JOURNEYS))
    test(`a patient ${does} once, however often it is sent ${way.name}`, async t => {
      const visitor = await openBrowser(t, way)
      const { id } = await openFromNhsApp(demonstration, visitor, 'Amira Shah', journey.appointment)
      await press(visitor, journey.begin)
      for (const answer of journey.answers) await choose(visitor, answer)
      const { page } = visitor
      const otherTab = await anotherTab(visitor)
      const lateTab = await anotherTab(visitor)
      const before = await count(demonstration)
      const isMadeOnce = async (after: string, tab = visitor) => {
        await tab.page.getByRole('heading', { level: 1, name: journey.confirmation }).waitFor()
        assert.match(tab.page.url(), /\/received$/)
        const now = await count(demonstration)
        const added = Object.keys(journey.adds).map(key => [key, Number(now[key]) - Number(before[key])])
        assert.deepEqual(Object.fromEntries(added), journey.adds, after)
        const row = await demonstration.database('appointment').where({ id }).first()
        assert.equal(row.version, 2, after)
      }

      await Promise.all([
        page.getByRole('button', { name: journey.confirm }).dblclick(),
        press(otherTab, journey.confirm),
      ])
      await isMadeOnce('a double click')
      await isMadeOnce('another tab at the same moment', otherTab)
      await page.reload()
      await isMadeOnce('a refresh')
      await press(lateTab, journey.confirm)
      await isMadeOnce('another tab later', lateTab)
      await lateTab.page.goBack()
      // Whoever finds the form there again can only send it again.
      if (!lateTab.page.url().endsWith('/received')) await press(lateTab, journey.confirm)
      await isMadeOnce('Back', lateTab)
      assert.deepEqual(visitor.complaints, [])
    })

async function anotherTab(visitor: Visitor): Promise<Visitor> {
  const page = await visitor.context.newPage()
  await page.goto(visitor.page.url())
  return { ...visitor, page }
}

/** The field of that name; without a name the first choice, if there are choices. */
async function choose(visitor: Visitor, name: string): Promise<void> {
  const { page } = visitor
  const field = name ? page.getByLabel(name) : page.getByRole('radio').first()
  if (await field.count()) await field.check()
  await press(visitor, 'Continue')
}

async function count({ database }: Demonstration): Promise<Record<string, number>> {
  const counts = ['outbox', 'change_request', 'appointment'].map(async table => {
    const row = await database(table).count({ total: '*' }).first()
    return [table, Number(row?.total)] as const
  })
  const slots = await database('slot').sum({ booked: 'booked' }).first()
  const audited = (await auditedChanges(database)).length
  return { ...Object.fromEntries(await Promise.all(counts)), audited, booked: Number(slots?.booked) }
}
