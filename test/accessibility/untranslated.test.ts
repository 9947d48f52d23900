import assert from 'node:assert/strict'
import { test } from 'node:test'
import { untranslated } from './checks/untranslated.ts'

/** What finds a name, a place, a phone number or a code that a browser may translate. states.test.ts asks it of every state. */

for (const [what, body, right] of [
  ['a name inside a marked part', '<p translate="no"><b>Dr Priya Raman</b></p>', true],
  ['a name beside a marked part', '<p><b translate="no">Call</b> Dr Priya Raman</p>', false],
  [
    'a name in a part that is translated again',
    '<p translate="no"><b translate="yes">Amira Shah</b></p>',
    false,
  ],
  ['an address over two lines', '<p>Meadow Road, Fernhollow,\nFH1&nbsp;4QQ</p>', false],
  ['a phone number', '<main><a href="tel:999">999</a></main>', false],
  [
    'a phone number that is one part of a link',
    '<main><a href="tel:18001999"><b translate="no">18001</b> then 999</a></main>',
    false,
  ],
  [
    'two numbers that are marked, with a word between',
    '<main><a href="tel:18001999"><b translate="no">18001</b> then <b translate="no">999</b></a></main>',
    true,
  ],
  ['a code', '<p><strong>0a1b2c3d</strong></p>', false],
  ['other words', '<p>Call the booking team</p>', true],
] as const)
  test(`${what} is ${right ? 'right' : 'found'}`, async () => {
    const shown = {
      url: '',
      status: 200,
      headers: {},
      html: `<!DOCTYPE html><html><body>${body}</body></html>`,
    }
    assert.equal((await untranslated(shown)).length === 0, right)
  })
