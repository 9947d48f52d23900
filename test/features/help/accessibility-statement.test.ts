import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import statement from '../../../src/features/help/accessibility-statement.json' with { type: 'json' }
import { formatPlainDate } from '../../../src/shared/dates.ts'
import { aTrust } from '../../support/builders.ts'
import { aDatabaseToShare } from '../../support/database/portal-databases.ts'
import { words } from '../../support/page.ts'
import { aPortal } from '../../support/portal.ts'

/** The accessibility statement has what the regulations ask for. test/accessibility/statement.test.ts: what was examined. */

const REGULATIONS =
  'Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018'
const STATUS =
  'This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, due to the non-compliances listed below.'
const dateOf = (text: string) => formatPlainDate(Temporal.PlainDate.from(text))

async function statementOf(t: Parameters<typeof aDatabaseToShare>[0], trusts: string[]): Promise<string> {
  const databaseUrl = await aDatabaseToShare(t)
  const first = await aPortal({ databaseUrl })
  for (const name of trusts) await aTrust(first.database, { name, email: 'help@example.org' })
  await first.close()
  const portal = await aPortal({ databaseUrl, feedbackReplyDays: 7 })
  const page = await portal.browser().get('/patient-portal/help/accessibility').expect(200)
  await portal.close()
  return page.text
}

const text = await statementOf({ after }, ['Castlemere NHS Trust', 'Fernhollow NHS Trust'])
const said = words(text).replaceAll(/ (?=[.,])/g, '')

test('its own dates are those of its record, and it is reviewed within a year', () => {
  assert.ok(said.includes(`This statement was prepared on ${dateOf(statement.preparedOn)}`))
  assert.ok(said.includes(`It was last reviewed on ${dateOf(statement.lastReviewedOn)}`))
  const reviewBy = Temporal.PlainDate.from(statement.lastReviewedOn).add({ years: 1 })
  assert.ok(said.includes(`We will review it again by ${formatPlainDate(reviewBy)}`))
})

test('it has the compliance status in the prescribed words, and says that nobody else has checked', () => {
  assert.ok(said.includes(STATUS))
  assert.match(said, /Nobody outside the project has audited it yet/)
  assert.doesNotMatch(said, /fully compliant|conforms to|screen reader users? can|\d+ states/i)
  assert.match(said, /No person has tested the website with a screen reader/)
})

test('every non-compliance has its criterion, and a date after the last review', () => {
  assert.ok(statement.nonCompliances.length > 0, 'without one the status is not "partially"')
  for (const { problem, criterion, fixBy } of statement.nonCompliances) {
    assert.match(criterion, /^\d\.\d\.\d+ \([A-Z][\w ,]+\)$/)
    assert.equal(
      Temporal.PlainDate.compare(fixBy, statement.lastReviewedOn),
      1,
      'a date that has passed: fix it or say why not, and review the statement',
    )
    const item = `${problem} This fails WCAG 2.2 success criterion ${criterion}. We plan to fix this by ${dateOf(fixBy)}.`
    assert.ok(said.includes(item), item)
  }
})

test('it is made by named trusts, who are committed to it under the full name of the regulations', () => {
  const names = 'Castlemere NHS Trust and Fernhollow NHS Trust'
  assert.ok(said.includes(`It is run by ${names}.`))
  assert.ok(
    said.includes(
      `${names} are committed to making this website accessible, in accordance with the ${REGULATIONS}.`,
    ),
  )
})

test('a statement without a known trust is whole too', async t => {
  const whole = words(await statementOf(t, []))
  assert.match(whole, /It is run by your NHS trust\..*Your NHS trust is committed to/)
})

test('feedback can be given without a phone, and is replied to in a number of days that is set', () => {
  assert.match(
    said,
    /Feedback and contact information.*Email: help@example\.org.*We will reply within 7 working days/,
  )
})

test('it keeps the parts that the regulations ask for', () => {
  for (const part of [
    'Compliance status',
    'Non-accessible content',
    'Non-compliance with the accessibility regulations',
    'Disproportionate burden',
    "Content that's not within the scope of the accessibility regulations",
    'Preparation of this accessibility statement',
    'Enforcement procedure',
    'Equality and Human Rights Commission',
  ])
    assert.ok(said.includes(part), part)
  for (const link of ['https://access.login.nhs.uk/accessibility', 'nhs-app-accessibility-statement/'])
    assert.ok(text.includes(link), link)
})
