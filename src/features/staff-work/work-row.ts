import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Claim } from '../../shared/claim.ts'
import type { Held, WorkStep } from './held.ts'

type Row = Record<string, string | number | null>

export function heldFrom(row: Row): Held {
  return {
    claim: claim(row),
    assignedTo: row.assigned_to as string | null,
    priority: row.priority === 'urgent' ? 'urgent' : 'normal',
  }
}

function claim(row: Row): Claim | null {
  if (row.claimed_by === null) return null
  return { by: String(row.claimed_by), at: instant(row.claimed_at), until: instant(row.claimed_until) }
}

/** What a step changes of it; what is left out stays. Null ends the claim, or the assignment. */
export type HeldChange = Partial<Held>

export function heldColumns({ assignedTo, claim, priority }: HeldChange): Row {
  return {
    ...(claim !== undefined && {
      claimed_by: claim?.by ?? null,
      claimed_at: claim ? toColumn(claim.at) : null,
      claimed_until: claim ? toColumn(claim.until) : null,
    }),
    ...(assignedTo !== undefined && { assigned_to: assignedTo }),
    ...(priority && { priority: priority === 'normal' ? null : priority }),
  }
}

export function stepFrom<Kind extends string>(row: Row): WorkStep<Kind> {
  return {
    version: Number(row.version),
    at: instant(row.at),
    event: row.event as Kind,
    actor: row.actor as WorkStep<Kind>['actor'],
    actorId: row.actor_id as string | null,
    role: row.role as string | null,
    note: row.note as string | null,
  }
}

function instant(value: unknown): Temporal.Instant {
  return fromColumn(value as string | Date)
}
