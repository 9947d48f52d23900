import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { listClinics } from '../../worklist/worklist.ts'
import type { RuleContent, RuleEvent } from '../rule.ts'

/** Stands for the clinics of a rule that the PAS has removed. */
const GONE = 'a clinic that your trust no longer has'

/** A rule with the names that the sentence about it says. */
export type NamedRule<Of extends RuleContent> = Of & {
  event: RuleEvent
  clinics: string[]
  assignee: string | undefined
  /** The assignee does not work on requests any more, so the rule assigns to no one. */
  isAssigneeGone: boolean
}

/** Returns what adds the names to rules of the trust. */
export async function namer(
  { database, staff }: Services,
  { actor }: Request,
  rules: readonly RuleContent[],
): Promise<<Of extends RuleContent>(rule: Of, event: RuleEvent) => NamedRule<Of>> {
  requireStaffPermission(actor, 'manage-rules')
  const clinics = await listClinics(database, actor.trustOdsCode)
  const colleagues = await staff.colleagues(actor.trustOdsCode, 'work-requests')
  const names = await staff.names(rules.flatMap(({ actions }) => actions.assignee ?? []))
  return (rule, event) => {
    const { clinicIds } = rule.conditions
    const { assignee } = rule.actions
    const found = clinics.filter(({ id }) => clinicIds.includes(id)).map(({ name }) => name)
    return {
      ...rule,
      event,
      clinics: found.length < clinicIds.length ? [...found, GONE] : found,
      assignee: assignee === null ? undefined : (names.get(assignee) ?? 'a former colleague'),
      isAssigneeGone: assignee !== null && !colleagues.some(({ id }) => id === assignee),
    }
  }
}
