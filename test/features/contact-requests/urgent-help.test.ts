import assert from 'node:assert/strict'
import { test } from 'node:test'
import { templates, textOf } from '../../architecture/tree.ts'

/** What stands before every text that a patient writes. */

const TEXT_BOX = /\btextarea\(|<textarea|characterCount\(/
const URGENT = '{% include "components/urgent-help.njk" %}'

/** Templates of staff have another layout. */
const ofPatients = templates.filter(file => textOf(file).includes('{% extends "layouts/portal.njk" %}'))

test('before every text box for patients stands what to do now if it is urgent', () => {
  const withBox = ofPatients.filter(file => TEXT_BOX.test(textOf(file)))
  assert.deepEqual(withBox, [
    'views/appointments/reschedule-dates-to-avoid.njk',
    'views/contact-requests/contact-about.njk',
    'views/contact-requests/contact-to.njk',
  ])
  for (const file of withBox) {
    const text = textOf(file)
    const urgent = text.indexOf(URGENT)
    assert.ok(
      urgent >= 0 && urgent < text.search(TEXT_BOX),
      `${file} asks for text before it says what is urgent`,
    )
  }
})

test('it names 111 and 999', () => {
  const text = textOf('views/components/urgent-help.njk')
  for (const number of ['href="https://111.nhs.uk/"', 'href="tel:111"', 'href="tel:999"'])
    assert.ok(text.includes(number), number)
})

test('a component with a text box, which the test above would not see, is used on pages for staff, or after what is urgent', () => {
  const withBox = templates.filter(
    file => file.startsWith('views/components/') && TEXT_BOX.test(textOf(file)),
  )
  const uses = (file: string) => withBox.some(each => textOf(file).includes(each.slice('views/'.length)))
  const elsewhere = templates.filter(
    file => uses(file) && !textOf(file).includes('{% extends "layouts/staff.njk" %}'),
  )
  assert.deepEqual(elsewhere, ['views/questionnaires/answer-question.njk'])
  assert.match(textOf('views/questionnaires/answer-question.njk'), /urgent-help[\s\S]*questionField\(/)
})
