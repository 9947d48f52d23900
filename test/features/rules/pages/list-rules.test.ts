import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aContent } from '../support.ts'
import { RULES, type RulesAtWork, rulesAtWork } from './support.ts'

let portal: TestPortal
let my: RulesAtWork

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  my = await rulesAtWork(portal)
})

const said = async () => words((await my.ada.get(RULES).expect(200)).text)

test('a trust without rules is told what to do next', async () => {
  const { text } = await my.ada.get(RULES).expect(200)
  assert.match(words(text), /Your trust has no rules yet. Choose below what the first one follows/)
  for (const event of ['asked-to-cancel', 'asked-to-move', 'booked', 'cancelled'])
    assert.ok(text.includes(`href="${RULES}/add/${event}"`), event)
})

test('each rule is said in one sentence, oldest first, and whether it is on', async () => {
  const { at } = my
  const priya = await at.team.aColleague('Priya Nair')
  const { clinicId: heart } = at.team
  await at.on(
    'asked-to-cancel',
    aContent(
      'Short notice',
      {
        clinicIds: [heart],
        media: ['TELEPHONE', 'VIDEO_CONSULTATION'],
        withinDays: 3,
        reasons: ['no-transport'],
      },
      { assignee: priya, urgent: true, note: 'Offer a taxi' },
    ),
  )
  portal.clock.pass({ minutes: 1 })
  const rules: Parameters<typeof at.add>[] = [
    ['asked-to-move', aContent('Urgent', { withinDays: 1 }, { urgent: true })],
    [
      'asked-to-move',
      aContent('Both', { withinDays: 0, reasons: ['ill', 'other'] }, { assignee: priya, urgent: true }),
    ],
    ['asked-to-move', aContent('Noted', {}, { assignee: priya, note: 'Ring' })],
    ['asked-to-move', aContent('Soon', {}, { urgent: true, note: 'Ring' })],
    ['booked', aContent('New', { media: ['VIDEO_CONSULTATION'] }, { note: 'Send the link' })],
    [
      'cancelled',
      aContent('Care', { clinicIds: ['00000000-0000-4000-8000-000000000000'] }, { note: 'Look twice' }),
    ],
  ]
  for (const rule of rules) {
    await at.add(...rule)
    portal.clock.pass({ minutes: 1 })
  }
  const text = (await said()).replaceAll(/ (?=[,:.”])|(?<=“) /g, '')
  let from = 0
  for (const each of [
    'Short notice On When a patient asks to cancel an appointment in Heart clinic, to be seen by phone or by video, 3 days or less before it, with the reason “I cannot get there”: assign the request to Priya Nair, mark it as urgent and add a note for colleagues: “Offer a taxi”',
    'Urgent Off When a patient asks for another time, 1 day or less before it: mark the request as urgent.',
    'Both Off When a patient asks for another time, on the day of the appointment, with the reason “I am ill” or “Another reason”: assign the request to Priya Nair and mark it as urgent.',
    'Noted Off When a patient asks for another time: assign the request to Priya Nair and add a note for colleagues: “Ring”',
    'Soon Off When a patient asks for another time: mark the request as urgent and add a note for colleagues: “Ring”',
    'New Off When an appointment is booked, to be seen by video: open a task and add a note for colleagues: “Send the link”',
    'Care Off When an appointment is cancelled by the patient in a clinic that your trust no longer has: add a note to the task for colleagues: “Look twice”',
  ]) {
    const place = text.indexOf(each)
    assert.ok(place >= from, `${each}\n\n${text}`)
    from = place
  }
  assert.match(
    text,
    /oldest first, in the order of this list. When several assign the same request or task, the first one does/,
  )
})

test('the list says that the assignee of a rule works on requests no more', async () => {
  const priya = await my.at.team.aColleague('Priya Nair', 'auditor')
  await my.at.on('asked-to-cancel', aContent('Short notice', {}, { assignee: priya }))
  assert.match(await said(), /Priya Nair has not logged in here in a role for this work in the last 90 days/)
})

test('the rules of other trusts are not there, and other roles have no rules', async () => {
  await my.at.on('booked', aContent('Ours'))
  const elsewhere = await rulesAtWork(portal)
  assert.doesNotMatch(words((await elsewhere.ada.get(RULES).expect(200)).text), /Ours/)
  assert.match(await said(), /Ours/)
})

test('a trust with 50 rules is offered no other', async () => {
  for (let count = 0; count < 50; count++) await my.at.add('booked', aContent(`Rule ${count}`))
  const { text } = await my.ada.get(RULES).expect(200)
  assert.match(words(text), /Your trust has 50 rules, which is the most/)
  assert.ok(!text.includes('/add/booked'))
})
