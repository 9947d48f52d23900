import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { PATIENT_ACTIONS } from '../../src/shared/audit-actions.ts'

/*
 * The compiler refuses an action that is not in the table, and one without words. These tests keep the ways round it
 * closed, and the words plain.
 */

test('no code writes an action that the compiler has not compared with the table', () => {
  const files = globSync('src/**/*.ts')
  assert.ok(files.length > 200)
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    assert.doesNotMatch(text, /\bas (unknown as )?(PatientAction|TrustAction|AuditAction|Disclosure)\b/, file)
    // Only the audit folder writes entries.
    if (!file.startsWith('src/audit/')) assert.doesNotMatch(text, /\bappendEntr(y|ies)\b/, file)
  }
})

test('the words for each action begin with what was done, and have no words of programs', () => {
  for (const [action, words] of Object.entries(PATIENT_ACTIONS)) {
    assert.match(words, /^[a-z]+ /, action)
    assert.match(words, /[a-z]$/, action)
    assert.doesNotMatch(
      words,
      /\b(please|record|chain|log|aggregator|audit|session|portal|claim)\b|-/,
      action,
    )
  }
})

test('the documentation lists every action', () => {
  const listed = readFileSync('docs/audit-log.md', 'utf8')
  for (const action of Object.keys(PATIENT_ACTIONS)) assert.ok(listed.includes(`\`${action}\``), action)
})
