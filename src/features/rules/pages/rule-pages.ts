import type { Services } from '../../../services.ts'
import type { PageTable, StaffPage } from '../../../web/page.ts'
import { addRule } from './add-rule.ts'
import { changeRule } from './change-rule.ts'
import { listRules } from './list-rules.ts'
import { tryRule } from './try-rule.ts'
import { viewRule } from './view-rule.ts'

export function rulePages(services: Services): PageTable<StaffPage> {
  return {
    '/rules': listRules(services),
    '/rules/add/:event': addRule(services),
    '/rules/:ruleId': viewRule(services),
    '/rules/:ruleId/change': changeRule(services),
    '/rules/:ruleId/try': tryRule(services),
  }
}
