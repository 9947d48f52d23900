import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heading, pageTitle, words } from '../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../support/portal.ts'
import { type Arrangement, aRequest, everything, someoneLoggedIn } from './support.ts'

/** Pages explain in plain words why a change is not possible, with the phone number. */
let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

const cancelPages = ['cancel', 'cancel/confirm']
const atOncePages = ['choose-day', 'choose-time', 'check-new-time']
const requestPages = ['days', 'times', 'dates-to-avoid', 'reason', 'check-request']
const reschedulePages = ['', ...[...atOncePages, ...requestPages].map(page => `/${page}`)].map(
  page => `reschedule${page}`,
)

const stopped = [
  {
    rule: 'both are by phone only',
    given: { trust: { cancel_how: 'phone', reschedule_how: 'phone' } },
    viewed:
      'You can only reschedule or cancel this appointment by phone, because clinic staff need to speak to you first.',
    cancelling: 'You can only cancel this appointment by phone, because',
    rescheduling: 'You can only reschedule this appointment by phone, because',
  },
  {
    rule: 'it is a two-week wait',
    given: { appointment: { priority: 'TWO_WEEK_WAIT' } },
    viewed:
      'You can only reschedule or cancel this appointment by phone, because it is important that we see you soon.',
    cancelling: 'You can only cancel this appointment by phone, because',
    rescheduling: 'You can only reschedule this appointment by phone, because',
  },
  {
    rule: 'the minimum notice has passed',
    given: { trust: { minimum_notice_hours: 48 }, in: { hours: 47, minutes: 59 } },
    viewed:
      "It's too late to reschedule or cancel online. You need to do it at least 2 days before your appointment.",
    cancelling: "It's too late to cancel online. You need to do it at least 2 days before your appointment.",
    rescheduling:
      "It's too late to reschedule online. You need to do it at least 2 days before your appointment.",
  },
  {
    rule: 'it has begun',
    given: { in: { minutes: -10 } },
    viewed: 'This appointment has started or is over, so you cannot reschedule or cancel it online.',
    cancelling: 'This appointment has started or is over, so you cannot cancel it online.',
    rescheduling: 'This appointment has started or is over, so you cannot reschedule it online.',
  },
  {
    rule: 'only cancelling is by phone',
    given: { trust: { cancel_how: 'phone', reschedule_how: 'request' } },
    viewed:
      'Ask to reschedule appointment You can only cancel this appointment by phone, because clinic staff need to speak to you first.',
    cancelling: 'You can only cancel this appointment by phone, because',
  },
  {
    rule: 'only moving is by phone',
    given: { trust: { cancel_how: 'request', reschedule_how: 'phone' } },
    viewed:
      'Ask to cancel appointment You can only reschedule this appointment by phone, because clinic staff need to speak to you first.',
    rescheduling: 'You can only reschedule this appointment by phone, because',
  },
  {
    rule: 'it was moved as often as allowed',
    given: { trust: { most_changes: 1 }, appointment: { changes_made: 1 } },
    viewed:
      'Cancel appointment You have rescheduled this appointment once. You cannot change it online again.',
    rescheduling: 'You have rescheduled this appointment once. You cannot change it online again.',
  },
  {
    rule: 'the clinic moves nothing online',
    given: { clinic: { most_changes: 0 } },
    viewed: 'Cancel appointment You cannot reschedule appointments at this clinic online.',
    rescheduling: 'You cannot reschedule appointments at this clinic online.',
  },
  {
    rule: 'each is stopped by another rule',
    given: { trust: { cancel_how: 'phone', most_changes: 2 }, appointment: { changes_made: 2 } },
    viewed:
      'You have rescheduled this appointment twice. You cannot change it online again. You can only cancel this appointment by phone, because clinic staff need to speak to you first.',
    cancelling: 'You can only cancel this appointment by phone, because',
    rescheduling: 'You have rescheduled this appointment twice. You cannot change it online again.',
  },
] satisfies { rule: string; given: Arrangement; viewed: string; cancelling?: string; rescheduling?: string }[]

for (const { rule, given, viewed, cancelling, rescheduling } of stopped)
  test(`a patient reads the reason and the phone number when ${rule}`, async () => {
    const arrangement: Arrangement = given
    const { address, browser } = await someoneLoggedIn(portal, {
      ...arrangement,
      clinic: { ...arrangement.clinic, phone: '01632 960 999', opens_at: '09:00' },
    })
    const untouched = await everything(portal.database)
    const view = words((await browser.get(address).expect(200)).text)
    assert.ok(
      view.includes(
        `${viewed} Call 01632 960 999 (Monday to Friday, 9am to 6pm) or contact us another way .`,
      ),
      view,
    )
    assert.equal(view.includes('Cancel appointment') || view.includes('Ask to cancel'), !cancelling)
    assert.equal(view.includes('Reschedule appointment') || view.includes('Ask to reschedule'), !rescheduling)

    for (const [pages, why, verb] of [
      [cancelPages, cancelling, 'cancel'],
      [reschedulePages, rescheduling, 'reschedule'],
    ] as const)
      for (const page of why ? pages : []) {
        const refused = await browser.get(`${address}/${page}`).expect(409)
        const text = words(refused.text)
        assert.equal(heading(refused.text), `You cannot ${verb} this appointment online`, page)
        assert.ok(pageTitle(refused.text).startsWith(`You cannot ${verb} this appointment online - `))
        assert.ok(text.includes(String(why)), `${page}: ${text}`)
        assert.ok(text.includes('Phone: 01632 960 999 (Monday to Friday, 9am to 6pm)'), page)
      }
    assert.equal(await everything(portal.database), untouched)
  })

test('a patient may still change an appointment at the last moment of the minimum notice', async () => {
  const { address, browser } = await someoneLoggedIn(portal, { in: { hours: 24 } })
  const text = words((await browser.get(address).expect(200)).text)
  assert.ok(text.includes('Reschedule appointment Cancel appointment'))
  await browser.get(`${address}/cancel`).expect(200)
  portal.clock.pass({ seconds: 1 })
  await browser.get(`${address}/cancel`).expect(409)
  portal.clock.set(MONDAY)
})

test("the clinic's own rules, phone and hours override its trust's", async () => {
  const { address, browser } = await someoneLoggedIn(portal, {
    trust: { cancel_how: 'phone', reschedule_how: 'phone', minimum_notice_hours: 1000, most_changes: 0 },
    clinic: {
      cancel_how: 'request',
      reschedule_how: 'at-once',
      minimum_notice_hours: 0,
      most_changes: 5,
      phone: '01632 960 123',
      open_days: '246',
      opens_at: '12:00',
      closes_at: '20:30',
    },
    appointment: { changes_made: 4 },
  })
  const text = words((await browser.get(address).expect(200)).text)
  assert.ok(text.includes('Reschedule appointment Ask to cancel appointment'), text)
  assert.ok(text.includes('01632 960 123 (Tuesday, Thursday and Saturday, midday to 8:30pm)'), text)
})

for (const kind of ['cancel', 'reschedule'] as const)
  test(`a patient who has asked to ${kind} cannot ask again, or ask for the other change`, async () => {
    const { address, browser, id } = await someoneLoggedIn(portal)
    await aRequest(portal.database, id, kind)
    const [own, other] =
      kind === 'cancel' ? (['cancel', 'reschedule'] as const) : (['reschedule', 'cancel'] as const)
    for (const page of own === 'cancel' ? cancelPages : reschedulePages)
      await browser.get(`${address}/${page}`).expect(303).expect('location', `${address}/${own}/received`)
    for (const page of other === 'cancel' ? cancelPages : reschedulePages) {
      const text = words((await browser.get(`${address}/${page}`).expect(409)).text)
      assert.ok(text.includes('You have asked to'), text)
      assert.ok(text.includes('The booking team will reply by Wednesday 17 June 2026 at midday.'), text)
    }
  })

test('an appointment that the hospital has cancelled cannot be cancelled or moved', async () => {
  const { address, browser } = await someoneLoggedIn(portal, {
    appointment: { status: 'cancelled', cancelled_at: '2026-06-14T09:00:00.000', cancelled_by: 'hospital' },
  })
  for (const page of [...cancelPages, ...reschedulePages]) {
    const text = words((await browser.get(`${address}/${page}`).expect(409)).text)
    assert.ok(text.includes('This appointment has already been cancelled.'), text)
  }
})
