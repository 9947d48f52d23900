import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  isStaffPermission,
  PERMISSIONS_OF,
  ROLE_NAMES,
  roleMay,
  STAFF_PERMISSIONS,
  STAFF_ROLES,
} from '../../src/shared/permissions.ts'

test('the documentation shows the table of roles and permissions as it is', () => {
  const permissions = Object.entries(STAFF_PERMISSIONS)
  const head = `| | ${STAFF_ROLES.map(role => ROLE_NAMES[role]).join(' | ')} |`
  const rows = permissions.map(([permission, words]) => {
    const cells = STAFF_ROLES.map(role =>
      PERMISSIONS_OF[role].some(each => each === permission) ? 'yes' : '',
    )
    return `| \`${permission}\`: ${words} | ${cells.join(' | ')} |`
  })
  const expected = [head, '|---|---|---|---|---|---|', ...rows].join('\n')
  const paper = readFileSync(new URL('../../docs/staff.md', import.meta.url), 'utf8')
  assert.ok(paper.includes(expected), `docs/staff.md must contain\n${expected}`)
})

test('every role may log in, and each permission belongs to a role', () => {
  for (const role of STAFF_ROLES) assert.ok(roleMay(role, 'use-staff-pages'), role)
  for (const permission of Object.keys(STAFF_PERMISSIONS))
    assert.ok(
      STAFF_ROLES.some(role => PERMISSIONS_OF[role].some(each => each === permission)),
      permission,
    )
})

test('only the booking team and its lead work on requests, and only auditors read the audit log', () => {
  const may = (permission: Parameters<typeof roleMay>[1]) =>
    STAFF_ROLES.filter(role => roleMay(role, permission))
  assert.deepEqual(may('work-requests'), ['booking-team', 'team-lead'])
  assert.deepEqual(may('reassign-requests'), ['team-lead'])
  assert.deepEqual(may('change-slots'), ['team-lead', 'administrator'])
  assert.deepEqual(may('manage-clinics'), ['administrator'])
  assert.deepEqual(may('read-audit'), ['auditor'])
})

test('what is no permission is recognised', () => {
  assert.ok(isStaffPermission('read-audit'))
  for (const value of [undefined, '', 'toString', 'everything', ['read-audit']])
    assert.ok(!isStaffPermission(value))
})
