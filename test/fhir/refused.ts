import assert from 'node:assert/strict'
import type { Response } from 'supertest'

export interface Expected {
  status: number
  code: string
  spineCode?: string
  diagnostics?: string
}

/** Checks that the answer is this FHIR error, without patient data. */
export function isRefused(answer: Response, { status, code, spineCode, diagnostics }: Expected) {
  assert.equal(answer.status, status, answer.text)
  assert.match(String(answer.headers['content-type']), /^application\/fhir\+json/)
  assert.match(String(answer.headers['cache-control']), /no-store/)
  assert.equal(answer.headers['set-cookie'], undefined)
  assert.equal(answer.body.resourceType, 'OperationOutcome')
  assert.equal(answer.body.issue.length, 1)
  const [issue] = answer.body.issue
  assert.equal(issue.severity, 'error')
  assert.equal(issue.code, code)
  // As published: either what went wrong in words, or a code with its meaning.
  if (spineCode) assert.equal(issue.diagnostics, undefined)
  else assert.ok(issue.diagnostics.length > 8)
  assert.equal(issue.details?.coding[0].code, spineCode)
  if (diagnostics) assert.equal(issue.diagnostics, diagnostics)
  // No NHS number, date of birth or token may be in a refusal.
  assert.doesNotMatch(answer.text, /\d{10}|\d{4}-\d\d-\d\d|eyJ/)
  assert.equal(answer.headers['www-authenticate'] !== undefined, status === 401)
}

export const BAD_QUERY = { status: 400, code: 'exception' }
export const NO_ACCESS = { status: 401, code: 'forbidden', spineCode: 'ACCESS_DENIED' }
export const NOT_THEM = { status: 401, code: 'exception' }
export const UNDER_16 = { status: 403, code: 'forbidden', diagnostics: 'UNDER_16_DENIED' }
