import type { Actor } from '../shared/actor.ts'

/** Who made a step, for the columns of a history: `actor`, `actor_id` and `role`. */
export function actorColumns(actor: Actor): { actor: string; actor_id: string | null; role: string | null } {
  switch (actor.kind) {
    case 'patient':
      return { actor: 'patient', actor_id: null, role: null }
    case 'proxy':
      return { actor: 'proxy', actor_id: actor.proxyPatientId, role: null }
    case 'staff':
      return { actor: 'staff', actor_id: actor.userId, role: actor.role }
    case 'program':
      return { actor: actor.name, actor_id: actor.clientId, role: null }
  }
}
