import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import type { StaffPermission } from '../../../shared/permissions.ts'
import type { Colleague } from '../../staff/staff.ts'
import { listClinics } from '../../worklist/worklist.ts'
import { PERMISSION_TO_DO, type RuleContent, type RuleEvent } from '../rule.ts'

/** Stands for the clinics of a rule that the PAS has removed. */
const GONE = 'a clinic that your trust no longer has'

/** A rule with the names that the sentence about it says. */
export type NamedRule<Of extends RuleContent> = Of & {
  event: RuleEvent
  clinics: string[]
  assignee: string | undefined
  /** The assignee does this work no more, so the rule assigns to no one. */
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
  const colleagues = new Map<StaffPermission, Colleague[]>()
  for (const permission of new Set(Object.values(PERMISSION_TO_DO)))
    colleagues.set(permission, await staff.colleagues(actor.trustOdsCode, permission))
  const names = await staff.names(rules.flatMap(({ actions }) => actions.assignee ?? []))
  return (rule, event) => {
    const { clinicIds } = rule.conditions
    const { assignee } = rule.actions
    const able = colleagues.get(PERMISSION_TO_DO[event])
    const found = clinics.filter(({ id }) => clinicIds.includes(id)).map(({ name }) => name)
    return {
      ...rule,
      event,
      clinics: found.length < clinicIds.length ? [...found, GONE] : found,
      assignee: assignee === null ? undefined : (names.get(assignee) ?? 'a former colleague'),
      isAssigneeGone: assignee !== null && !able?.some(({ id }) => id === assignee),
    }
  }
}
