import { toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { Retention } from '../../database/expiry.ts'
import type { RuleVersion } from '../../shared/rule-actor.ts'

/**
 * Longer than any event of the outbox is kept after it was sent, so that none is acted on again. All rules act on an event
 * at the same time.
 */
export const ruleRunRetention: Retention = {
  table: 'trust_rule_run',
  key: 'event_id',
  since: 'at',
  keepFor: Temporal.Duration.from({ hours: 24 * 90 }),
}

/** The ids of the rules that have acted on an event. */
export async function listRulesRun(database: Database, eventId: string): Promise<Set<string>> {
  return new Set(await database('trust_rule_run').where('event_id', eventId).pluck('rule_id'))
}

export async function addRuleRun(
  transaction: Transaction,
  { id, version }: RuleVersion,
  eventId: string,
  at: Temporal.Instant,
): Promise<void> {
  await transaction('trust_rule_run').insert({ rule_id: id, event_id: eventId, version, at: toColumn(at) })
}

/** On how many events a rule has acted since then. The caller has found the rule for its trust. */
export async function countRuns(
  database: Database,
  ruleId: string,
  since: Temporal.Instant,
): Promise<number> {
  const row = await database('trust_rule_run')
    .where('rule_id', ruleId)
    .where('at', '>', toColumn(since))
    .count({ total: '*' })
    .first()
  return Number(row?.total)
}
