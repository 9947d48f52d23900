import { Audit, Outcome } from '@siteimprove/alfa-act'
import { Native } from '@siteimprove/alfa-dom/native'
import { alfaVersion, type Flattened, Rules } from '@siteimprove/alfa-rules'
import { Page as AlfaPage } from '@siteimprove/alfa-web'
import type { Page } from 'playwright-core'
import { oneLine } from '../../checks/check.ts'
import { FALSE_ALARMS, type FalseAlarm, NOT_ASKED_FOR } from './false-alarms.ts'

export const ALFA = `Siteimprove Alfa ${alfaVersion}`

/** A rule's number and name, such as R61: https://alfa.siteimprove.com/rules/sia-r61 */
const nameOf = ({ uri }: { uri: string }) => uri.replace(/^.*sia-r/, 'R')

const rules = [...(Rules.values() as Iterable<Flattened.Rule>)].filter(
  rule => !(nameOf(rule) in NOT_ASKED_FOR),
)

/** Two links of one name: Alfa asks whether both addresses have the same content. In the portal no two have. */
const ALWAYS_DECIDED = ['R41']

/** Answers what Siteimprove Alfa finds on the page that Chromium shows. Other questions of its rules stay open. */
export async function findByAlfa(page: Page, seen?: Set<FalseAlarm>): Promise<string[]> {
  const outcomes = await Audit.of(await read(page), rules).evaluate()
  const faults: string[] = []
  for (const outcome of outcomes) {
    const rule = nameOf(outcome.rule)
    const undecided = Outcome.isCantTell(outcome) && ALWAYS_DECIDED.includes(rule)
    if (!Outcome.isFailed(outcome) && !undecided) continue
    const at = oneLine(String(outcome.target))
    const falseAlarm = FALSE_ALARMS.find(each => each.rule === rule && each.at.test(at))
    if (falseAlarm) seen?.add(falseAlarm)
    else faults.push(`${rule}: ${explain(outcome)}: ${at.slice(0, 200)}`)
  }
  return faults
}

async function read(page: Page): Promise<AlfaPage> {
  const { height = 900, width = 1280 } = page.viewportSize() ?? {}
  const url = page.url()
  const read = AlfaPage.from({
    request: { method: 'GET', url, headers: [], body: '' },
    response: { url, status: 200, headers: [], body: '' },
    document: await page.evaluate(Native.fromNode as () => Promise<object>),
    device: {
      type: 'screen',
      viewport: { width, height, orientation: 'landscape' },
      display: { resolution: 1, scan: null },
      scripting: { enabled: true, fetch: true },
      preferences: [],
    },
  } as unknown as AlfaPage.JSON)
  return read.getUnsafe(`Alfa cannot read ${url}`)
}

function explain(outcome: { toJSON(): object }): string {
  const messages = JSON.stringify(outcome.toJSON()).matchAll(/"message":"([^"]+)"/g)
  return (
    [...new Set([...messages].map(([, message]) => message))].join('; ') || 'the same name leads elsewhere'
  )
}
