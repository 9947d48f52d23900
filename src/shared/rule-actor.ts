import { type ProgramActor, portalActor } from './actor.ts'

/** A rule of a trust, in the version that acted. */
export interface RuleVersion {
  id: string
  version: number
}

const RULE = /^rule:([0-9a-f-]{36}):(\d{1,9})$/

/**
 * A rule acts on a patient's record as the portal. Histories and the audit log keep which rule it was, in which version,
 * as `clientId`.
 */
export function ruleActor({ id, version }: RuleVersion, patientId: string): ProgramActor {
  return portalActor(`rule:${id}:${version}`, patientId)
}

/** The rule that made a step of a history; undefined if none did. */
export function ruleOf({
  actor,
  actorId,
}: {
  actor: string
  actorId: string | null
}): RuleVersion | undefined {
  const [, id, version] = (actor === 'portal' && actorId && RULE.exec(actorId)) || []
  return id ? { id, version: Number(version) } : undefined
}
