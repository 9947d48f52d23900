import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { aClinic } from '../../support/builders.ts'
import { plainSql } from '../../support/database/dialects.ts'
import type { Fields } from '../../support/form.ts'
import { heading, hiddenFields, withoutTokens } from '../../support/page.ts'
import { type Agent, aPortal, type TestPortal } from '../../support/portal.ts'
import { aboutToCancel, everything, type LoggedInPatient, someone, someoneLoggedIn } from './support.ts'

/**
 * Another patient's appointment, a missing one and a hidden one get the same "page not found", byte for byte except for
 * masked tokens, after the same database queries, so that they cannot be distinguished.
 */
let portal: TestPortal
let them: LoggedInPatient
let form: Fields
const unseen: Record<string, string> = {}
const badlyFormed = [
  'x',
  `${randomUUID().toUpperCase()}0`,
  '%20',
  '1',
  '..%2f..',
  "'%20or%201=1--",
  '%00',
  '😀',
  'constructor',
  `{${randomUUID()}}`,
  `${randomUUID()}0`,
  'a'.repeat(2000),
]

before(async () => {
  portal = await aPortal()
  const { database } = portal
  them = await someoneLoggedIn(portal)
  form = await aboutToCancel(them)

  const rule = async (id: string, hides: (clinic: Record<string, unknown>) => object) => {
    const { clinic_id } = await database('appointment').where({ id }).first()
    const clinic = await database('clinic').where('id', clinic_id).first()
    await database('visibility_rule').insert({
      id: randomUUID(),
      trust_ods_code: clinic.trust_ods_code,
      ...hides(clinic),
    })
  }
  const own = async (changes: object) => {
    const { id } = await someone(portal, { appointment: { patient_id: them.patientId, ...changes } })
    return id
  }
  unseen['another patient’s'] = (await someone(portal)).id
  unseen['another patient’s and hidden'] = (await someone(portal, { appointment: { hidden: true } })).id
  unseen.hidden = await own({ hidden: true })
  unseen['a holding appointment'] = await own({ holding: true })
  unseen['in a clinic the trust hides'] = await own({})
  unseen['of a specialty the trust hides'] = await own({})
  await rule(String(unseen['in a clinic the trust hides']), clinic => ({ clinic_id: clinic.id }))
  await rule(String(unseen['of a specialty the trust hides']), clinic => ({
    treatment_function_code: clinic.treatment_function_code,
  }))
})

after(() => portal.close())

const pages: Record<string, (() => Fields) | undefined> = {
  '': undefined,
  '/cancel': () => ({ reason: 'other' }),
  '/cancel/confirm': () => ({ reason: 'other', seen: String(form.seen) }),
  '/cancel/received': undefined,
  '/reschedule': undefined,
  '/reschedule/choose-day': () => ({ day: '2026-06-23' }),
  '/reschedule/choose-time': () => ({ slotId: randomUUID() }),
  '/reschedule/check-new-time': () => ({
    slotId: them.slotId,
    day: '2026-06-23',
    seen: String(form.seen),
    timeSeen: 'a'.repeat(64),
  }),
  '/reschedule/days': () => ({ days: 'monday' }),
  '/reschedule/times': () => ({ times: 'morning' }),
  '/reschedule/dates-to-avoid': () => ({ datesToAvoid: 'x' }),
  '/reschedule/reason': () => ({ reason: 'ill' }),
  '/reschedule/check-request': () => ({
    days: 'monday',
    times: 'morning',
    datesToAvoid: '',
    reason: 'ill',
    seen: String(form.seen),
  }),
  '/reschedule/received': undefined,
}

/** Sends a request; returns the answer and the SQL statements it caused. */
async function ask(browser: Agent, verb: 'get' | 'head' | 'post', url: string, fields: Fields = {}) {
  const statements: string[] = []
  // Rate limit counters are written now and then, independent of the page.
  const listen = ({ sql }: { sql: string }) =>
    plainSql(sql).includes(' rate_limit ') || statements.push(plainSql(sql))
  portal.database.on('query', listen)
  const sent =
    verb === 'post'
      ? browser
          .post(url)
          .type('form')
          .send({ ...fields, _csrf: String(form._csrf) })
      : browser[verb](url)
  const { status, text, headers } = await sent
  portal.database.off('query', listen)
  delete headers.date
  // The token of a form is masked anew for each page, and so compressed to another length.
  if (headers['content-encoding']) delete headers['content-length']
  return { answer: { status, text: withoutTokens(text ?? ''), headers }, statements }
}

for (const [page, fields] of Object.entries(pages))
  for (const verb of fields ? (['get', 'head', 'post'] as const) : (['get', 'head'] as const))
    test(`${verb} …${page}: an appointment a patient may not see cannot be distinguished from a missing one`, async () => {
      const untouched = await everything(portal.database)
      const at = (id: string) => `/patient-portal/appointment/${id}${page}`
      const unknown = await ask(them.browser, verb, at(randomUUID()), fields?.())
      assert.equal(unknown.answer.status, 404)
      if (verb !== 'head') assert.equal(heading(unknown.answer.text), 'Page not found')
      assert.ok(unknown.statements.some(sql => sql.includes('from appointment')))
      for (const [what, id] of Object.entries(unseen)) {
        const { answer, statements } = await ask(them.browser, verb, at(id), fields?.())
        assert.deepEqual(answer, unknown.answer, what)
        assert.deepEqual(statements, unknown.statements, what)
      }
      for (const id of page === '' ? badlyFormed : badlyFormed.slice(0, 3)) {
        const { answer } = await ask(them.browser, verb, at(id), fields?.())
        assert.deepEqual(answer, unknown.answer, id)
      }
      assert.equal(await everything(portal.database), untouched)
    })

test('a specialty that one trust hides can be shown by another', async () => {
  const { treatment_function_code } = await portal.database('clinic').where('id', them.clinicId).first()
  const elsewhere = await portal
    .database('clinic')
    .where('id', await aClinic(portal.database))
    .first()
  await portal.database('visibility_rule').insert({
    id: randomUUID(),
    trust_ods_code: elsewhere.trust_ods_code,
    treatment_function_code,
  })
  await them.browser.get(them.address).expect(200)
})

test('an appointment that is hidden while the patient confirms can no longer be cancelled', async () => {
  const shown = await someoneLoggedIn(portal)
  const sent = await aboutToCancel(shown)
  await portal.database('appointment').where('id', shown.id).update('hidden', true)
  const untouched = await everything(portal.database)
  const url = `${shown.address}/cancel/confirm`
  await shown.browser.post(url).type('form').send(sent).expect(404)
  assert.equal(await everything(portal.database), untouched)
})

test('another patient cannot use a form, even with their own CSRF token', async () => {
  const stranger = await someoneLoggedIn(portal)
  const page = await stranger.browser.get(`${stranger.address}/cancel`).expect(200)
  const untouched = await everything(portal.database)
  const fields = { ...form, _csrf: String(hiddenFields(page.text)._csrf) }
  await stranger.browser.post(`${them.address}/cancel/confirm`).type('form').send(fields).expect(404)
  assert.equal(await everything(portal.database), untouched)
})
