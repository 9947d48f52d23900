import { after, test } from 'node:test'
import { startDemonstration } from '../support/demonstration.ts'
import { missing, TextBrowser } from './text-browser.ts'

const demonstration = await startDemonstration({ after })

for (const name of ['lynx', 'w3m'] as const)
  test(`a patient reads a letter in ${name}`, { skip: missing(name) }, async t => {
    const browser = new TextBrowser(t, name, `${demonstration.url}/patient-portal`)
    await browser.sees('Log in to see your hospital appointments', 'Continue')
    await browser.activate('Continue')
    await browser.sees('Choose who to log in as', 'Amira Shah')
    await browser.activate('Amira Shah')
    await browser.sees('Home', 'Your next hospital appointment')
    await browser.activate('Letters')
    await browser.sees('Your letters', 'Cardiology: letter after your appointment')
    await browser.activate('Cardiology: letter after your appointment')
    await browser.sees('What we found', 'Blood pressure', '128 over 79', 'What happens next')
    await browser.sees('Get this letter in another way', 'Large print')
  })
