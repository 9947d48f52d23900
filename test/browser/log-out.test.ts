import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { toColumn } from '../../src/database/columns.ts'
import { appointmentOf, startDemonstration } from '../support/demonstration.ts'
import { openBrowser, press, TWO_WAYS, type Visitor, WAYS } from './browser.ts'
import { openFromNhsApp } from './nhs-app.ts'
import { logInAs } from './nhs-login.ts'
import { sees, wordsOf } from './page-checks.ts'

const LIST = '/patient-portal/appointments'
const LOG_IN = 'Log in to see your hospital appointments'

/** Not the hospital trust: the page to log in names every trust to everybody. */
const OF_THE_PATIENT = /Amira|Shah|You are booked|Cardiology|heart|Fernhollow General|Outpatients 3|Raman/

const demonstration = await startDemonstration({ after })

for (const way of WAYS) {
  test(`nobody sees anything of a patient who has logged out ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    const address = await seeAppointment(visitor)
    await press(visitor, 'Log out')
    await sees(visitor, 'You have logged out')

    for (const goTo of [
      () => visitor.page.goBack(),
      () => visitor.page.goBack(),
      () => visitor.page.goto(demonstration.url + address),
    ]) {
      await goTo()
      assert.doesNotMatch(await visitor.page.content(), OF_THE_PATIENT)
    }
    await sees(visitor, LOG_IN)
    await press(visitor, 'Continue')
    assert.equal(
      await visitor.page.title(),
      'Choose who to log in as - Simulated NHS login',
      'NHS login asks who it is, though it remembers somebody',
    )
    await logInAs(visitor, 'Eleanor Hughes')
    await sees(visitor, 'Page not found', { status: 404 })
  })
}

for (const way of TWO_WAYS) {
  test(`a patient who is away for too long comes back to a page that says so ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    await seeAppointment(visitor)
    await demonstration.database('session').update({ expires_at: toColumn(Temporal.Now.instant()) })
    await visitor.page.reload()
    await sees(visitor, 'We have logged you out')
    assert.doesNotMatch(await wordsOf(visitor), /Cardiology/)
    await press(visitor, 'log in again')
    await sees(visitor, LOG_IN)
  })

  test(`the next person of a shared NHS App sees their own appointment only ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    const first = await openFromNhsApp(demonstration, visitor, 'Amira Shah', 'Cardiology appointment')
    const cookies = await visitor.context.cookies(demonstration.url)

    await openFromNhsApp(demonstration, visitor, 'Eleanor Hughes', 'Diabetes appointment')
    await sees(visitor, 'Diabetes appointment. …', { back: LIST })
    await visitor.page.goto(demonstration.url + first.address)
    await sees(visitor, 'Page not found', { status: 404 })

    const firstAgain = await openBrowser(t, way)
    await firstAgain.context.addCookies(cookies)
    await firstAgain.page.goto(demonstration.url + first.address)
    await sees(firstAgain, 'We have logged you out')
  })
}

/** By a link, through NHS login. Answers its address. */
async function seeAppointment(visitor: Visitor): Promise<string> {
  const address = await appointmentOf(demonstration, '9990000018', 'Cardiology')
  await visitor.page.goto(demonstration.url + address)
  await press(visitor, 'Continue')
  await logInAs(visitor, 'Amira Shah')
  await sees(visitor, 'Cardiology (heart) appointment. …', { back: LIST })
  return address
}
