import type { Bug } from '../planted-bugs.ts'

const SLOTS = 'src/features/appointments/slot-store.ts'
const WORKLIST = 'src/features/worklist'

/** Mistakes that only staff meet, or that only they reveal. Those of a group are caught as different kinds of violation. */
export const staffBugs: readonly Bug[][] = [
  [
    {
      name: 'the version of a request is ignored',
      caughtAs: ['stale form accepted'],
      replacements: [
        {
          file: `${WORKLIST}/step-once.ts`,
          from: 'if (request.version !== version || !isOpen)',
          to: 'if (!isOpen)',
        },
      ],
    },
    {
      name: 'a blocked slot can be booked',
      caughtAs: ['booked in a closed clinic'],
      replacements: [
        { file: SLOTS, from: "'booked < capacity and blocks = 0'", to: "'booked < capacity'" },
        {
          file: SLOTS,
          from: "'slot.booked < slot.capacity and slot.blocks = 0'",
          to: "'slot.booked < slot.capacity'",
        },
      ],
    },
    {
      name: 'the trust is left out of the queries',
      caughtAs: ['another trust shown', 'another trust changed'],
      replacements: [
        {
          file: `${WORKLIST}/request-store.ts`,
          from: ".where({ 'change_request.id': id, 'clinic.trust_ods_code': trustOdsCode })",
          to: ".where({ 'change_request.id': id }).whereRaw('? = ?', [trustOdsCode, trustOdsCode])",
        },
        {
          file: 'src/features/appointments/appointment-store.ts',
          from: ", 'trust.ods_code': trustOdsCode })\n    .first()",
          to: " })\n    .whereRaw('? = ?', [trustOdsCode, trustOdsCode])\n    .first()",
        },
      ],
    },
    {
      name: 'the head of the audit chain is not renewed',
      caughtAs: ['audit chain broken'],
      replacements: [
        { file: 'src/audit/chain.ts', from: '  await setHash(transaction, chain, row.hash)\n', to: '' },
      ],
    },
    {
      name: 'what staff cancel for a patient opens no task',
      caughtAs: ['cancelled without a task'],
      replacements: [
        {
          file: 'src/features/appointments/bookings.ts',
          from: "if (change.by !== 'hospital')",
          to: "if (change.by !== 'hospital' && change.actor.kind !== 'staff')",
        },
      ],
    },
  ],
  [
    {
      name: 'a declined request is saved as done',
      caughtAs: ['not one outcome'],
      replacements: [
        { file: `${WORKLIST}/request-store.ts`, from: 'status: closed.outcome,', to: "status: 'done'," },
      ],
    },
    {
      name: 'a rule keeps no record of what it has acted on',
      caughtAs: ['rule did not act once'],
      replacements: [
        {
          file: 'src/features/rules/act-on-event.ts',
          from: '        for (const rule of due) await addRuleRun(transaction, rule, event.id, now)\n',
          to: '',
        },
      ],
    },
    {
      name: 'the event of a step names the version before it',
      caughtAs: ['outbox and audit differ'],
      replacements: [
        {
          file: `${WORKLIST}/record-step.ts`,
          from: '}`, subject, step.at)',
          to: '}`, { ...subject, version: request.version }, step.at)',
        },
      ],
    },
    {
      name: 'a patient whose clinic was closed is not put on the worklist',
      caughtAs: ['without an appointment'],
      replacements: [
        {
          file: `${WORKLIST}/hospital-changes.ts`,
          from: '  if (!open) await oweTime(transaction, change)\n',
          to: '',
        },
      ],
    },
    {
      name: 'a note is saved long after the answer',
      caughtAs: ['acknowledged change lost'],
      replacements: [
        {
          file: `${WORKLIST}/pages/write-text.ts`,
          from: '    step: (request, seen, text) => services.requestWork.addNote(request.actor, seen, text),',
          to: `    step: async (request, seen, text) => {
      setTimeout(() => services.requestWork.addNote(request.actor, seen, text).catch(() => {}), 60_000)
    },`,
        },
      ],
    },
  ],
]
