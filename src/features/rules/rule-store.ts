import { fromColumn, isGuid, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { StaffActor } from '../../shared/actor.ts'
import type { RuleVersion } from '../../shared/rule-actor.ts'
import type { Rule, RuleChange, RuleContent, RuleEvent, RuleHistory } from './rule.ts'

/** The rules of a trust, oldest first. */
export async function listRules(database: Database, trustOdsCode: string): Promise<Rule[]> {
  const rows = await selectRules(database).where('trust_rule.trust_ods_code', trustOdsCode)
  return rows.map(rule)
}

/** The rules for an event that a trust had switched on before it happened, oldest first. */
export async function listRulesOn(
  database: Database,
  trustOdsCode: string,
  event: RuleEvent,
  at: Temporal.Instant,
): Promise<Rule[]> {
  const rows = await selectRules(database)
    .where({ 'trust_rule.trust_ods_code': trustOdsCode, 'trust_rule.event': event })
    .where('trust_rule.on_since', '<=', toColumn(at))
  return rows.map(rule)
}

/** A rule by id and trust together. */
export async function findRule(
  database: Database,
  trustOdsCode: string,
  id: unknown,
): Promise<Rule | undefined> {
  if (!isGuid(id)) return undefined
  const [row] = await selectRules(database).where({
    'trust_rule.id': id,
    'trust_rule.trust_ods_code': trustOdsCode,
  })
  return row && rule(row)
}

export async function countRules(database: Database, trustOdsCode: string): Promise<number> {
  const row = await database('trust_rule').where('trust_ods_code', trustOdsCode).count({ total: '*' }).first()
  return Number(row?.total)
}

/** Adds a rule that is off. */
export async function addRule(
  transaction: Transaction,
  { id, trustOdsCode, event }: Pick<Rule, 'id' | 'trustOdsCode' | 'event'>,
  at: Temporal.Instant,
): Promise<void> {
  await transaction('trust_rule').insert({
    id,
    trust_ods_code: trustOdsCode,
    event,
    added_at: toColumn(at),
  })
}

/** Makes the next version; false if the rule has changed since this one. */
export async function raiseRuleVersion(
  transaction: Transaction,
  { id, version }: Pick<Rule, 'id' | 'version'>,
  onSince: Temporal.Instant | null,
): Promise<boolean> {
  const changed = await transaction('trust_rule')
    .where({ id, version })
    .update({ version: version + 1, on_since: onSince && toColumn(onSince) })
  return changed === 1
}

/** Keeps a version as it was saved, and who saved it. */
export async function addRuleVersion(
  transaction: Transaction,
  { id, version }: RuleVersion,
  { name, conditions, actions }: RuleContent,
  change: RuleChange,
  { role, userId }: StaffActor,
  at: Temporal.Instant,
): Promise<void> {
  await transaction('trust_rule_version').insert({
    rule_id: id,
    version,
    at: toColumn(at),
    change,
    staff_user_id: userId,
    role,
    content: JSON.stringify({ name, conditions, actions }),
  })
}

/** The newest first. The caller has found the rule for its trust. */
export async function listRuleVersions(
  database: Database,
  ruleId: string,
  limit: number,
): Promise<RuleHistory[]> {
  const rows = await database('trust_rule_version')
    .where('rule_id', ruleId)
    .orderBy('version', 'desc')
    .limit(limit)
  return rows.map(row => ({
    ...content(row),
    version: row.version,
    at: fromColumn(row.at),
    change: row.change,
    staffUserId: row.staff_user_id,
  }))
}

/** The names that these rules of a trust had, by id and version. */
export async function listRuleNames(
  database: Database,
  trustOdsCode: string,
  ruleIds: readonly string[],
): Promise<(RuleVersion & { name: string })[]> {
  if (ruleIds.length === 0) return []
  const rows = await database('trust_rule_version')
    .join('trust_rule', 'trust_rule.id', 'trust_rule_version.rule_id')
    .where('trust_rule.trust_ods_code', trustOdsCode)
    .whereIn('trust_rule.id', ruleIds)
    .select('trust_rule.id', 'trust_rule_version.version', 'trust_rule_version.content')
  return rows.map(row => ({ id: row.id, version: row.version, name: content(row).name }))
}

function selectRules(database: Database) {
  return database('trust_rule')
    .join('trust_rule_version', version =>
      version
        .on('trust_rule_version.rule_id', 'trust_rule.id')
        .andOn('trust_rule_version.version', 'trust_rule.version'),
    )
    .orderBy([{ column: 'trust_rule.added_at' }, { column: 'trust_rule.id' }])
    .select('trust_rule.*', 'trust_rule_version.content')
}

interface Row {
  id: string
  trust_ods_code: string
  event: RuleEvent
  version: number
  on_since: string | Date | null
  content: string
}

function rule(row: Row): Rule {
  return {
    ...content(row),
    id: row.id,
    trustOdsCode: row.trust_ods_code,
    event: row.event,
    version: row.version,
    onSince: row.on_since === null ? null : fromColumn(row.on_since),
  }
}

function content(row: { content: string }): RuleContent {
  return JSON.parse(row.content)
}
