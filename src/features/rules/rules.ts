import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { audit } from '../../audit/audit.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { idempotent, StaleVersion } from '../../database/idempotent.ts'
import { lockTrust } from '../../database/locks.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import type { TrustAction } from '../../shared/audit-actions.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound } from '../../shared/errors.ts'
import { type RuleVersion, ruleOf } from '../../shared/rule-actor.ts'
import type { Rule, RuleChange, RuleContent, RuleEvent, RuleHistory } from './rule.ts'
import { countRuns } from './rule-run-store.ts'
import {
  addRule,
  addRuleVersion,
  countRules,
  findRule,
  listRuleNames,
  listRules,
  listRuleVersions,
  raiseRuleVersion,
} from './rule-store.ts'
import { type Trial, tryOn } from './trial.ts'

export { bookingCheck } from './booking-check.ts'
export type { Rule, RuleContent, RuleEvent, RuleHistory } from './rule.ts'
export type { Trial } from './trial.ts'

/** How many rules a trust can have. Each is matched with every event of its kind. */
export const MAX_RULES = 50

/** Earlier versions stay in the database. */
const MAX_VERSIONS = 50

const MONTH = Temporal.Duration.from({ hours: 24 * 30 })

/** The trust has {@link MAX_RULES}. Nothing was added. */
export class TooManyRules extends Error {}

const ACTIONS: Record<RuleChange, TrustAction> = {
  added: 'added-rule',
  changed: 'changed-rule',
  'switched-on': 'switched-rule-on',
  'switched-off': 'switched-rule-off',
}

/** A rule with who has changed what, and on how many events it has acted in the last 30 days. */
export type RuleInFull = Rule & { history: RuleHistory[]; acted: number }

/**
 * The rules of a trust, and how they are changed. Each change is one transaction with its audit entry; sending the same form
 * again makes no second one. Every method throws {@link NotFound} for a rule of another trust, and those that change a
 * rule throw {@link StaleVersion} if it has changed since it was seen. The caller has checked the content of a rule.
 */
export class Rules {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** Oldest first, as they act. */
  async list(actor: Actor): Promise<Rule[]> {
    return listRules(this.#database, requireManager(actor).trustOdsCode)
  }

  async find(actor: Actor, id: unknown): Promise<RuleInFull> {
    const rule = await this.#find(this.#database, requireManager(actor), id)
    const since = this.#clock.now().subtract(MONTH)
    return {
      ...rule,
      history: await listRuleVersions(this.#database, rule.id, MAX_VERSIONS),
      acted: await countRuns(this.#database, rule.id, since),
    }
  }

  /** Adds a rule that is off, and returns its id. `formId`: of the form, which adds once. Throws {@link TooManyRules}. */
  async add(actor: Actor, formId: string, event: RuleEvent, content: RuleContent): Promise<string> {
    const staff = requireManager(actor)
    const { trustOdsCode, userId } = staff
    const now = this.#clock.now()
    const key = [trustOdsCode, userId, 'add-rule', formId]
    const payload = JSON.stringify([event, content])
    return idempotent(this.#database, { key, payload, now }, async transaction => {
      await lockTrust(transaction, trustOdsCode)
      if ((await countRules(transaction, trustOdsCode)) >= MAX_RULES) throw new TooManyRules()
      const id = randomUUID()
      await addRule(transaction, { id, trustOdsCode, event }, now)
      await this.#record(transaction, staff, { id, version: 1 }, content, 'added', now)
      return id
    })
  }

  /** A rule that is on acts in its new version from then on. The same content makes no version. */
  async change(actor: Actor, seen: RuleVersion, content: RuleContent): Promise<void> {
    const payload = JSON.stringify(content)
    await this.#once(actor, 'change-rule', seen, payload, async (transaction, staff, rule, now) => {
      const { name, conditions, actions } = rule
      if (isDeepStrictEqual({ name, conditions, actions }, content)) return
      if (!(await raiseRuleVersion(transaction, rule, rule.onSince))) throw new StaleVersion()
      await this.#record(transaction, staff, next(rule), content, 'changed', now)
    })
  }

  /** It acts on what happens from now on, or no more. */
  async switch(actor: Actor, seen: RuleVersion, on: boolean): Promise<void> {
    await this.#once(actor, 'switch-rule', seen, String(on), async (transaction, staff, rule, now) => {
      if ((rule.onSince !== null) === on) return
      if (!(await raiseRuleVersion(transaction, rule, on ? now : null))) throw new StaleVersion()
      const change = on ? 'switched-on' : 'switched-off'
      await this.#record(transaction, staff, next(rule), rule, change, now)
    })
  }

  /** On how much of the last 30 days the rule would have acted, whether it is on or not. Changes nothing. */
  async try(actor: Actor, rule: Rule): Promise<Trial> {
    requireManager(actor)
    const now = this.#clock.now()
    return tryOn(this.#database, rule, { from: now.subtract(MONTH), until: now })
  }

  /** For histories: the names that the rules had which made these steps, in the versions that made them. */
  async namesIn(
    { trustOdsCode }: StaffActor,
    steps: readonly { actor: string; actorId: string | null }[],
  ): Promise<(step: { actor: string; actorId: string | null }) => string | undefined> {
    const ids = new Set(steps.flatMap(step => ruleOf(step)?.id ?? []))
    const known = await listRuleNames(this.#database, trustOdsCode, [...ids])
    return step => {
      const by = ruleOf(step)
      return known.find(({ id, version }) => id === by?.id && version === by.version)?.name
    }
  }

  async #once(
    actor: Actor,
    operation: string,
    { id, version }: RuleVersion,
    payload: string,
    change: (transaction: Transaction, staff: StaffActor, rule: Rule, now: Temporal.Instant) => Promise<void>,
  ): Promise<void> {
    const staff = requireManager(actor)
    const now = this.#clock.now()
    const key = [staff.trustOdsCode, staff.userId, operation, id, version]
    await idempotent(this.#database, { key, payload, now }, async transaction => {
      await lockTrust(transaction, staff.trustOdsCode)
      const rule = await this.#find(transaction, staff, id)
      if (rule.version !== version) throw new StaleVersion()
      await change(transaction, staff, rule, now)
      return id
    })
  }

  async #record(
    transaction: Transaction,
    staff: StaffActor,
    version: RuleVersion,
    content: RuleContent,
    change: RuleChange,
    now: Temporal.Instant,
  ): Promise<void> {
    await addRuleVersion(transaction, version, content, change, staff, now)
    await audit(transaction, staff, ACTIONS[change], { type: 'rule', ...version }, now)
  }

  async #find(database: Database, { trustOdsCode }: StaffActor, id: unknown): Promise<Rule> {
    const rule = await findRule(database, trustOdsCode, id)
    if (!rule) throw new NotFound()
    return rule
  }
}

function next({ id, version }: Rule): RuleVersion {
  return { id, version: version + 1 }
}

function requireManager(actor: Actor): StaffActor {
  requireStaffPermission(actor, 'manage-rules')
  return actor
}
