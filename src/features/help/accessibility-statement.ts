import type { Services } from '../../services.ts'
import { openView } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import statement from './accessibility-statement.json' with { type: 'json' }
import examination from './last-examination.json' with { type: 'json' }

interface Engine {
  name: string
  testedOn: string
  faults: number
  checks: readonly string[]
}

const view = openView('help/accessibility')
/** The other browsers in which the last test looked at one state of each page. */
const engines: readonly Engine[] = examination.engines
const date = (text: string) => Temporal.PlainDate.from(text)
const preparedOn = date(statement.preparedOn)
const lastReviewedOn = date(statement.lastReviewedOn)

/**
 * `accessibility-statement.json` is reviewed by people, at least once a year. The results of the last test are in
 * `last-examination.json`, which `npm run evidence` writes.
 */
const fixed = {
  preparedOn,
  lastReviewedOn,
  reviewBy: lastReviewedOn.add({ years: 1 }),
  nonCompliances: statement.nonCompliances.map(each => ({ ...each, fixBy: date(each.fixBy) })),
  testedOn: date(examination.testedOn),
  checks: examination.checks,
  engines: engines.map(each => ({ ...each, testedOn: date(each.testedOn) })),
  faults: engines.reduce((sum, each) => sum + each.faults, examination.faults),
}

export function accessibilityStatement({ contacts, feedbackReplyDays }: Services): OpenPage {
  return {
    show() {
      const trusts = contacts.hospitals().map(({ name }) => name)
      return view({
        ...fixed,
        feedbackReplyDays,
        trusts: new Intl.ListFormat('en-GB').formatToParts(trusts),
        severalTrusts: trusts.length > 1,
      })
    },
  }
}
