import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formSeals } from '../../../src/web/session/form-seal.ts'
import { MONDAY } from '../../support/portal.ts'

const sealed = { patientId: 'p1', session: 's1' }
const seals = formSeals(['a secret'])

test('only what we sealed is opened', async () => {
  const text = await seals.seal(sealed, MONDAY)
  assert.deepEqual(await seals.open(text, MONDAY), sealed)
  assert.equal(await formSeals(['another secret']).open(text, MONDAY), undefined)
  for (let at = 0; at < text.length; at++) {
    const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
    // The last letter of a part also stands for bits that are no part of its bytes.
    if (String(bytesOf(changed)) === String(bytesOf(text))) continue
    assert.equal(await seals.open(changed, MONDAY), undefined, `letter ${at}`)
  }
  for (const wrong of [undefined, '', 'x', text.slice(0, 20), [text], {}])
    assert.equal(await seals.open(wrong, MONDAY), undefined)
})

test('a seal is good for 24 hours', async () => {
  const text = await seals.seal(sealed, MONDAY)
  assert.deepEqual(await seals.open(text, MONDAY.add({ hours: 23, minutes: 59 })), sealed)
  assert.equal(await seals.open(text, MONDAY.add({ hours: 24 })), undefined)
})

test('a seal tells nothing of whose it is, and no two are the same', async () => {
  const text = await seals.seal(sealed, MONDAY)
  for (const part of bytesOf(text)) assert.doesNotMatch(part, /p1|s1/)
  assert.notEqual(await seals.seal(sealed, MONDAY), text)
})

test('after the secret is changed, seals made with the one before are opened', async () => {
  const text = await seals.seal(sealed, MONDAY)
  assert.deepEqual(await formSeals(['a new secret', 'a secret']).open(text, MONDAY), sealed)
})

function bytesOf(text: string): string[] {
  return text.split('.').map(part => Buffer.from(part, 'base64url').toString('latin1'))
}
