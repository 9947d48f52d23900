import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser, press, startDemonstration, WAYS } from './browser.ts'
import { openFromNhsApp } from './nhs-app.ts'
import { isRefused, sees } from './page-checks.ts'

const insideNhsApp = true

for (const way of WAYS) {
  test(`a patient cancels an appointment at once ${way.name}`, async t => {
    const demonstration = await startDemonstration(t)
    const visitor = await openBrowser(t, way)
    const address = await openFromNhsApp(demonstration, visitor, 'Amira Shah', 'Cardiology appointment')
    await sees(visitor, 'Cardiology appointment', { back: '/patient-portal/appointments', insideNhsApp })

    await press(visitor, 'Cancel appointment')
    const asked = { back: address, insideNhsApp }
    await sees(visitor, 'Why are you cancelling?', asked)
    await isRefused(visitor, 'Why are you cancelling?', { reason: 'Select why you are cancelling' }, asked)
    await visitor.page.getByLabel('I have no transport').check()
    await press(visitor, 'Continue')

    await sees(visitor, 'Are you sure you want to cancel?', { back: `${address}/cancel`, insideNhsApp })
    await press(visitor, 'Cancel appointment')
    await sees(visitor, 'Appointment cancelled', { insideNhsApp })

    await press(visitor, 'View this appointment')
    await sees(visitor, 'Cancelled: Cardiology appointment', {
      back: '/patient-portal/appointments',
      insideNhsApp,
    })
    assert.match(await visitor.page.locator('main').innerText(), /You cancelled this appointment/)
    const row = await demonstration.database('appointment').where('id', address.split('/').at(-1)).first()
    assert.equal(row.status, 'cancelled')
    assert.equal(row.cancelled_by, 'patient')
    assert.equal(row.cancellation_reason, 'no-transport')
  })

  test(`a patient asks to cancel an appointment ${way.name}`, async t => {
    const demonstration = await startDemonstration(t)
    const visitor = await openBrowser(t, way)
    const address = await openFromNhsApp(demonstration, visitor, 'Amira Shah', 'Dermatology appointment')
    await sees(visitor, 'Dermatology appointment', { back: '/patient-portal/appointments', insideNhsApp })

    await press(visitor, 'Ask to cancel appointment')
    const asked = { back: address, insideNhsApp }
    await sees(visitor, 'Why are you cancelling?', asked)
    await isRefused(visitor, 'Why are you cancelling?', { reason: 'Select why you are cancelling' }, asked)
    await visitor.page.getByLabel('I have chosen private care').check()
    await press(visitor, 'Continue')

    await sees(visitor, 'Are you sure you want to cancel?', { back: `${address}/cancel`, insideNhsApp })
    await press(visitor, 'Ask to cancel appointment')
    await sees(visitor, 'Your request to cancel has been submitted', { insideNhsApp })

    await press(visitor, 'View this appointment')
    await sees(visitor, 'Dermatology appointment', { back: '/patient-portal/appointments', insideNhsApp })
    assert.match(await visitor.page.locator('main').innerText(), /Pending cancellation/)
    const id = address.split('/').at(-1)
    const row = await demonstration.database('appointment').where({ id }).first()
    assert.equal(row.status, 'booked')
    const request = await demonstration.database('change_request').where('appointment_id', id).first()
    assert.deepEqual(
      [request.kind, request.reason, request.status],
      ['cancel', 'private-care', 'open'],
    )
  })
}
