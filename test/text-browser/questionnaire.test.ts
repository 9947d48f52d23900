import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { questionnaireId } from '../../src/features/questionnaires/demonstration.ts'
import { putBack, startDemonstration } from '../support/demonstration.ts'
import { missing, TextBrowser } from './text-browser.ts'

const demonstration = await startDemonstration({ after })
beforeEach(() => putBack(demonstration))

const BRIAN = '9990000026'

for (const name of ['lynx', 'w3m'] as const)
  test(`a patient finishes a questionnaire in ${name}`, { skip: missing(name) }, async t => {
    const browser = new TextBrowser(t, name, `${demonstration.url}/patient-portal`)
    await browser.sees('Log in to see your hospital appointments', 'Continue')
    await browser.activate('Continue')
    await browser.sees('Choose who to log in as', 'Brian Cole')
    await browser.activate('Brian Cole')
    await browser.sees('What you need to do', 'Carry on with the questionnaire')
    await browser.activate('Carry on with the questionnaire “Getting ready for your operation”')
    await browser.sees('Getting ready for your operation', 'How long it takes', 'Carry on')
    await browser.activate('Carry on')
    await browser.sees(
      'Medicines that you take',
      '1. Aspirin',
      '2. Salbutamol',
      'Do you want to add another?',
    )
    await browser.activate('No, carry on')
    await browser.activate('Continue')
    await browser.sees('What we know already', 'Your operation', 'As written in your letter')
    await browser.activate('Continue')
    await browser.sees('Do you have chest pain now?')
    await browser.activate('Yes')
    await browser.activate('Continue')
    await browser.sees('Get help now', 'Chest pain can be serious', 'NHS 111 online', '999')
    await browser.activate('Carry on with the questionnaire')
    // The rest is further down than a screen of lynx.
    await browser.sees('Check your answers before you send them')
    await browser.activate('Send my answers')
    await browser.sees('We have sent your answers', 'What to do now', 'See your answers')
    const id = questionnaireId(BRIAN, 'started')
    const row = await demonstration.database('questionnaire').where({ id }).first()
    assert.deepEqual([row.status, row.completed_by], ['completed', 'patient'])
  })
