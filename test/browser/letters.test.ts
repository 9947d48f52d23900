import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aLetterInFull, BLOCKS, receiptOf } from '../features/letters/files.ts'
import { aLoggedInPatient } from '../support/person.ts'
import { aPortal } from '../support/portal.ts'
import { until } from '../support/time/until.ts'
import { openLoggedIn, PHONE } from './logged-in.ts'

const APP = { ...PHONE, name: 'in the NHS App', userAgent: 'Mozilla/5.0 nhsapp-ios/2.46.0 model/x' }
const CONTENT = Buffer.from('%PDF-1.7 a letter')

const portal = await aPortal()
after(() => portal.close())

test('in the NHS App the app saves the file of a letter, which is then read', async t => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, { content: CONTENT })
  const { context, page } = await openLoggedIn(t, portal, browser, APP)
  const saved: string[][] = []
  await context.exposeFunction('saved', (...values: string[]) => saved.push(values))
  await context.route('https://nhs-app.example/**', route =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'window.nhsapp = { storage: { downloadFromBytes: function (a, b, c) { saved(a, b, c) } } }',
    }),
  )
  await page.goto(portal.url + address)
  await page.getByRole('link', { name: /^Open the letter/ }).click()
  await until('the app is given the file', () => saved.length > 0)
  assert.deepEqual(saved, [[CONTENT.toString('base64'), 'hospital-letter-2026-06-30.pdf', 'application/pdf']])
  assert.equal(page.url(), portal.url + address)
  await until('it is read', async () => (await receiptOf(portal, id)) === 'Read')
})

test('elsewhere the browser downloads it, under a name that says nothing', async t => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { id } = await aLetterInFull(portal, patientId, { blocks: BLOCKS, content: CONTENT })
  const { page } = await openLoggedIn(t, portal, browser, PHONE)
  await page.goto(`${portal.url}/patient-portal/documents`)
  await page.getByRole('link', { name: /^Unread Cardiology/ }).click()
  await page.getByRole('heading', { name: 'What we found' }).waitFor()
  await until('it is read', async () => (await receiptOf(portal, id)) === 'Read')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Download the letter/ }).click(),
  ])
  assert.equal(download.suggestedFilename(), 'hospital-letter-2026-06-30.pdf')
  await page.goto(`${portal.url}/patient-portal/documents`)
  assert.equal(await page.getByText('Unread').count(), 0)
})
