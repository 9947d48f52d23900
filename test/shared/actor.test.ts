import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Actor,
  requirePatientAccess,
  requirePermission,
  requireStaffPermission,
} from '../../src/shared/actor.ts'
import { NotFound, NotPermitted } from '../../src/shared/errors.ts'

const patient: Actor = { kind: 'patient', patientId: 'p' }
const aggregator: Actor = {
  kind: 'program',
  name: 'aggregator',
  clientId: 'c',
  patientId: 'p',
  permissions: ['list-appointments'],
}
const proxy: Actor = { kind: 'proxy', proxyPatientId: 'q', patientId: 'p', grantId: 'g', scope: [] }
const staff: Actor = { kind: 'staff', userId: 'u', role: 'booking-team', trustOdsCode: 'RFF' }

test('a patient, and a program that asks about one, reach that patient’s record', () => {
  assert.equal(requirePatientAccess(patient), 'p')
  assert.equal(requirePatientAccess(aggregator), 'p')
})

test('acting for another and staff reach no record until it is decided what they may do', () => {
  for (const actor of [proxy, staff]) assert.throws(() => requirePatientAccess(actor), NotFound)
})

test('a program does only what it was permitted, and anybody else none of it but the patient', () => {
  requirePermission(patient, 'list-appointments')
  requirePermission(aggregator, 'list-appointments')
  assert.throws(() => requirePermission({ ...aggregator, permissions: [] }, 'list-appointments'), NotFound)
  for (const actor of [proxy, staff])
    assert.throws(() => requirePermission(actor, 'list-appointments'), NotFound)
})

test('staff do what their role may, and nobody else does it', () => {
  requireStaffPermission(staff, 'work-requests')
  assert.throws(() => requireStaffPermission(staff, 'read-audit'), NotPermitted)
  assert.throws(() => requireStaffPermission({ ...staff, role: 'auditor' }, 'work-requests'), NotPermitted)
  for (const actor of [patient, proxy, aggregator])
    assert.throws(() => requireStaffPermission(actor, 'use-staff-pages'), NotFound)
})
