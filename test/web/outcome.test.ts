import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Request, Response } from 'express'
import { openView, patientFile, patientView, redirect, sendOutcome } from '../../src/web/outcome.ts'
import type { OpenPage, PatientPage } from '../../src/web/page.ts'

const viewed = {
  action: 'viewed-appointment' as const,
  subject: ({ id }: { id: string }) => ({ type: 'letter', id }),
}
const view = patientView<{ id: string }>('letters/view-letter', viewed)
const file = patientFile<{ id: string }>('letter.txt', viewed)

/** A request of a patient, and everything that is done with it in order. */
function exchange({ fails = false, actor = true } = {}) {
  const done: string[] = []
  const request = {
    ...(actor && { actor: { kind: 'patient', patientId: 'p' } }),
    async recordDisclosure({ action, subject }: { action: string; subject: unknown }) {
      if (fails) throw new Error('disk full')
      done.push(`${action} ${JSON.stringify(subject)}`)
    },
  } as unknown as Request
  const response = {
    render: (template: string, _values: object, then: (error: null, html: string) => void) => {
      done.push(`rendered ${template}`)
      then(null, 'html')
    },
    status: (status: number) => {
      done.push(`status ${status}`)
      return response
    },
    attachment: (name: string) => {
      done.push(`attachment ${name}`)
      return response
    },
    send: (text: string) => void done.push(`sent ${text}`),
    json: (json: object) => void done.push(`json ${JSON.stringify(json)}`),
    redirect: (status: number, address: string) => void done.push(`${status} ${address}`),
  }
  return { request, response: response as unknown as Response, done }
}

test('a page is written down after it is rendered and before its first byte is sent', async () => {
  const { request, response, done } = exchange()
  await sendOutcome(request, response, view({ id: 'l1' }, 409))
  assert.deepEqual(done, [
    'rendered letters/view-letter',
    'viewed-appointment {"type":"letter","id":"l1"}',
    'status 409',
    'sent html',
  ])
})

test('a file is written down before its first byte is sent', async () => {
  const { request, response, done } = exchange()
  await sendOutcome(request, response, file({ id: 'l1' }, 'Dear patient'))
  assert.deepEqual(done, [
    'viewed-appointment {"type":"letter","id":"l1"}',
    'attachment letter.txt',
    'sent Dear patient',
  ])
})

test('what cannot be written down is not shown', async () => {
  for (const outcome of [view({ id: 'l1' }), file({ id: 'l1' }, 'Dear patient')]) {
    const { request, response, done } = exchange({ fails: true })
    await assert.rejects(sendOutcome(request, response, outcome), /disk full/)
    assert.ok(!done.some(each => each.startsWith('sent')), String(done))
  }
})

test('a patient is never shown a page that does not say what it shows', async () => {
  const { request, response, done } = exchange()
  const open = openView('letters/view-letter')()
  await assert.rejects(
    sendOutcome(request, response, open),
    /letters\/view-letter does not declare a disclosure/,
  )
  assert.deepEqual(done, [])
  const anyone = exchange({ actor: false })
  await sendOutcome(anyone.request, anyone.response, open)
  assert.equal(anyone.done.at(-1), 'sent html')
})

test('a redirect and an answer to a script show nothing', async () => {
  const { request, response, done } = exchange()
  await sendOutcome(request, response, redirect('/patient-portal'))
  await sendOutcome(request, response, { json: { left: 1 } })
  assert.deepEqual(done, ['303 /patient-portal', 'json {"left":1}'])
})

test('a declaration that is missing or wrong stops the portal as the page is loaded, by the name of its template', () => {
  for (const wrong of [
    undefined,
    {},
    { action: 'viewed-appointment' },
    { subject: viewed.subject },
    { ...viewed, action: '' },
    { ...viewed, action: 'Viewed letter' },
  ]) {
    assert.throws(
      () => patientView('letters/view-letter', wrong as never),
      /^Error: letters\/view-letter must declare/,
    )
    assert.throws(() => patientFile('letter.txt', wrong as never), /^Error: letter\.txt must declare/)
  }
})

/** Never run: `npm run check` fails here if one of these begins to compile. */
export function doesNotCompile(): unknown[] {
  // @ts-expect-error a page about a patient says what it shows
  const undeclared = patientView('letters/view-letter')
  // @ts-expect-error the subject is read from the values that are rendered
  const otherValues = patientView<{ name: string }>('letters/view-letter', viewed)
  // @ts-expect-error the values are those that were declared
  const wrongValues = view({ name: 'x' })
  // @ts-expect-error a page for a patient does not show what is declared to be about no patient
  const open: PatientPage = { show: () => openView('letters/view-letter')() }
  // @ts-expect-error a page for everybody shows nothing about a patient
  const declared: OpenPage = { show: () => view({ id: 'l1' }) }
  // @ts-expect-error a page always answers with something
  const silent: PatientPage = { show: () => {} }
  return [undeclared, otherValues, wrongValues, open, declared, silent]
}
