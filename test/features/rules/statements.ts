import * as happenings from '../../../src/features/rules/happening-store.ts'
import { RULE_EVENTS } from '../../../src/features/rules/rule.ts'
import * as runs from '../../../src/features/rules/rule-run-store.ts'
import * as rules from '../../../src/features/rules/rule-store.ts'
import type { Statements } from '../../database/statements.ts'
import { aContent } from './support.ts'

const id = '00000000-0000-4000-8000-000000000000'
const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const period = { from: now, until: now }
const administrator = { kind: 'staff', userId: 'u', role: 'administrator', trustOdsCode: 'RFF' } as const

export const statements: Statements = {
  'src/features/rules/happening-store.ts': {
    listHappenings: async db => {
      for (const event of RULE_EVENTS)
        await happenings.listHappenings(db, event, { trustOdsCode: 'RFF', period, limit: 100 })
    },
    findHappening: async db => {
      for (const event of RULE_EVENTS) await happenings.findHappening(db, event, id)
    },
  },
  'src/features/rules/rule-run-store.ts': {
    listRulesRun: async db => void (await runs.listRulesRun(db, id)),
    addRuleRun: db => runs.addRuleRun(db, { id, version: 1 }, id, now),
    countRuns: db => runs.countRuns(db, id, now),
  },
  'src/features/rules/rule-store.ts': {
    listRules: db => rules.listRules(db, 'RFF'),
    listRulesOn: db => rules.listRulesOn(db, 'RFF', 'booked', now),
    findRule: db => rules.findRule(db, 'RFF', id),
    countRules: db => rules.countRules(db, 'RFF'),
    addRule: db => rules.addRule(db, { id, trustOdsCode: 'RFF', event: 'booked' }, now),
    raiseRuleVersion: async db => {
      await rules.raiseRuleVersion(db, { id, version: 1 }, now)
      await rules.raiseRuleVersion(db, { id, version: 1 }, null)
    },
    addRuleVersion: db =>
      rules.addRuleVersion(db, { id, version: 1 }, aContent('r'), 'added', administrator, now),
    listRuleVersions: db => rules.listRuleVersions(db, id, 50),
    listRuleNames: db => rules.listRuleNames(db, 'RFF', [id]),
  },
}
