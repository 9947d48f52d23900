import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { questionnaireId } from '../../src/features/questionnaires/demonstration.ts'
import { putBack, startDemonstration } from '../support/demonstration.ts'
import { EVERY_WAY, openBrowser, press } from './browser.ts'
import { isRefused, sees } from './page-checks.ts'

const demonstration = await startDemonstration({ after })
beforeEach(() => putBack(demonstration))

const LIST = '/patient-portal/questionnaires'
const BRIAN = '9990000026'
const id = questionnaireId(BRIAN, 'started')
const address = `/patient-portal/questionnaire/${id}`

for (const way of EVERY_WAY)
  test(`a patient finishes a questionnaire ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    const { page } = visitor
    await page.goto(`${demonstration.url}${address}`)
    await press(visitor, 'Continue')
    await page.getByRole('button', { name: /^Brian Cole/ }).click()
    await sees(visitor, 'Getting ready for your operation', { back: LIST })
    await press(visitor, 'Carry on')
    const medicines = 'Medicines that you take'
    const back = `${address}/question?number=12`
    await sees(visitor, medicines, { back })
    await isRefused(visitor, medicines, { another: 'Select what you want to do' }, { back })
    await page.getByLabel('No, carry on').check()
    await press(visitor, 'Continue')
    await sees(visitor, 'If this is wrong, what is right? (optional)', {
      back: `${address}/add-another?number=13`,
    })
    await press(visitor, 'Continue')
    const pain = 'Do you have chest pain now?'
    await isRefused(visitor, pain, { answer1: 'Select yes or no' }, { back: `${address}/question?number=14` })
    await page.getByLabel('Yes').check()
    await press(visitor, 'Continue')
    await sees(visitor, 'Get help now', { back: address })
    await press(visitor, 'Carry on with the questionnaire')
    await sees(visitor, 'Check your answers before you send them', { back: `${address}/question?number=15` })
    await press(visitor, 'Send my answers')
    await sees(visitor, 'We have sent your answers')
    const row = await demonstration.database('questionnaire').where({ id }).first()
    assert.deepEqual([row.status, row.completed_by], ['completed', 'patient'])
  })
