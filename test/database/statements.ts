import { audit, auditAccess, auditDisclosure } from '../../src/audit/audit.ts'
import { appendEntries, appendEntry, earlierEntries } from '../../src/audit/chain.ts'
import { verifyAudit } from '../../src/audit/verify-audit.ts'
import { verifyChain } from '../../src/audit/verify-chain.ts'
import type { Transaction } from '../../src/database/database.ts'
import { clearExpired } from '../../src/database/expiry.ts'
import { idempotent } from '../../src/database/idempotent.ts'
import { insertRows, upsertRows } from '../../src/database/insert-rows.ts'
import { lockPatient, lockTrust } from '../../src/database/locks.ts'
import { warnWithoutReadCommittedSnapshot } from '../../src/database/reader-locks.ts'
import { features } from '../../src/features.ts'
import * as checks from '../../src/files/file-check-store.ts'
import * as files from '../../src/files/file-store.ts'
import { retentionOf } from '../../src/jobs.ts'
import { adoptEarlierEvents } from '../../src/outbox/earlier-outbox.ts'
import type { LeasedEvent } from '../../src/outbox/event.ts'
import { addToOutbox, outboxState } from '../../src/outbox/outbox.ts'
import * as lease from '../../src/outbox/outbox-store.ts'
import { DatabaseRateLimiter } from '../../src/runtime/database-rate-limiter.ts'
import { DatabaseSessionStore } from '../../src/runtime/database-session-store.ts'
import * as leases from '../../src/scheduling/lease-store.ts'
import type { Log } from '../../src/shared/log.ts'

/** Every function that sends statements, by the file it is in, with arguments to send. */
export type Statements = Record<string, Record<string, (database: Transaction) => Promise<unknown>>>

/** Those of the engine; a feature's stand in `test/features/<feature>/statements.ts`. */
export const engineStatements: Statements = {
  'src/audit/audit.ts': {
    audit: db => audit(db, patient, 'cancelled', subject, now),
    auditAccess: db => auditAccess(db, patient, 'viewed-appointments', 'patient', now),
    auditDisclosure: db =>
      auditDisclosure(db, patient, { action: 'viewed-appointments', subject: 'patient' }, now),
  },
  'src/audit/chain.ts': {
    appendEntry: db =>
      appendEntry(db, {
        at: '',
        actor: 'patient',
        actorId: null,
        ...notStaff,
        chain: 'p',
        action: '',
        subject,
      }),
    appendEntries: db =>
      appendEntries(
        db,
        ['p', 'q'].map(chain => ({
          at: '',
          actor: 'staff',
          actorId: 'u',
          ...notStaff,
          chain,
          action: '',
          subject,
        })),
      ),
    earlierEntries: db => earlierEntries(db),
  },
  'src/database/locks.ts': { lockPatient: db => lockPatient(db, 'p'), lockTrust: db => lockTrust(db, 'RFF') },
  'src/audit/verify-chain.ts': { verifyChain: db => verifyChain(db, 'p') },
  'src/audit/verify-audit.ts': { verifyAudit: db => verifyAudit(db, { fault() {}, outside() {} }) },
  'src/outbox/outbox.ts': {
    addToOutbox: db => addToOutbox(db, 'appointment-cancelled', subject, now),
    outboxState: db => outboxState(db, now),
  },
  'src/outbox/earlier-outbox.ts': { adoptEarlierEvents: db => adoptEarlierEvents(db, now) },
  'src/outbox/outbox-store.ts': {
    leaseEvents: db => lease.leaseEvents(db, { now, lease: { seconds: 60 }, limit: 10 }),
    markSent: db => lease.markSent(db, event, now),
    retryLater: db => lease.retryLater(db, event, now),
    setAside: db => lease.setAside(db, event, now),
  },
  'src/files/file-store.ts': {
    findFile: db => files.findFile(db, id).catch(() => {}),
    addFile: db => files.addFile(db, { ...header, place: 'database' }, now),
    removeFiles: db => files.removeFiles(db, [id]),
    addChunk: db => files.addChunk(db, id, 0, header.wrappedKey),
    listChunks: db => files.listChunks(db, id, 0, 4),
    listWrappedByOthers: db => files.listWrappedByOthers(db, { keyId: 'k', after: '', limit: 100 }),
    countByKey: db => files.countByKey(db),
    replaceWrappedKey: db => files.replaceWrappedKey(db, 'old', header),
    countWrappedByOthers: db => files.countWrappedByOthers(db, 'k'),
  },
  'src/files/file-check-store.ts': {
    listIdsFrom: db => checks.listIdsFrom(db, id, 10),
    listFaulty: db => checks.listFaulty(db, 10),
    listIdsInFolder: db => checks.listIdsInFolder(db, 'ab', 'ac'),
    recordFault: db => checks.recordFault(db, id, 'changed'),
    recordCheck: db => checks.recordCheck(db, { read: 1, unreadable: 0, strays: 0 }, now),
    countFaulty: db => checks.countFaulty(db),
    findLastCheck: db => checks.findLastCheck(db).catch(() => {}),
    findOldest: db => checks.findOldest(db).catch(() => {}),
  },
  'src/scheduling/lease-store.ts': {
    acquireLease: db => leases.acquireLease(db, { ...held, until: now }),
    releaseLease: db => leases.releaseLease(db, held),
    recordJobHealth: async db => {
      await leases.recordJobHealth(db, 'reports', true, now)
      await leases.recordJobHealth(db, 'reports', false, now)
    },
    failingSeconds: db => leases.failingSeconds(db, now),
  },
  'src/database/idempotent.ts': {
    idempotent: async db => {
      const asked = { key: ['k'], payload: '', now }
      await idempotent(db, asked, async () => 'outcome')
      await idempotent(db, asked, async () => 'never')
    },
  },
  'src/database/insert-rows.ts': {
    insertRows: db => insertRows(db, 'clinician', [clinician, { ...clinician, id: 'd' }]),
    upsertRows: db => upsertRows(db, 'clinician', 'id', [clinician]),
  },
  'src/database/expiry.ts': { clearExpired: db => clearExpired(db, now, retentionOf(features)) },
  'src/database/reader-locks.ts': {
    warnWithoutReadCommittedSnapshot: db =>
      warnWithoutReadCommittedSnapshot(db, { warn() {} } as unknown as Log),
  },
  'src/runtime/database-rate-limiter.ts': {
    _upsert: async db => {
      const rule = { keyPrefix: 'limit', points: 1, duration: 60 }
      await new DatabaseRateLimiter(rule, db, { now: () => now }).consume('key')
    },
  },
  'src/runtime/database-session-store.ts': {
    get: db => new Promise(done => sessions(db).get('id', done)),
    set: db => new Promise(done => sessions(db).set('id', session, done)),
    touch: db => new Promise(done => sessions(db).touch('id', session, done)),
    destroy: db => new Promise(done => sessions(db).destroy('id', done)),
    timeLeft: db => sessions(db).timeLeft('id'),
    sessionsOf: db => sessions(db).sessionsOf('p'),
    endSessionsOf: db => sessions(db).endSessionsOf('p', 'id'),
  },
}

const id = '00000000-0000-4000-8000-000000000000'
const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const patient = { kind: 'patient', patientId: 'p' } as const
const event = { id: 'e', leaseId: 'l' } as LeasedEvent
const subject = { type: 'appointment', id, version: 1 }
const clinician = { id: 'c', name: 'Dr Lee', role: 'Consultant' }
const notStaff = { actorRole: null, actorTrust: null }
const header = { id, format: 1, size: 0, keyId: 'k', wrappedKey: Buffer.alloc(60) }
const held = { name: 'reports', holder: 'h', now } as const
const session = { cookie: { originalMaxAge: null } }

function sessions(database: Transaction): DatabaseSessionStore {
  return new DatabaseSessionStore(database, { now: () => now }, () => Temporal.Duration.from({ minutes: 10 }))
}
