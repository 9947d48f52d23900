import type { State } from '../../../../src/dev/catalogue/state.ts'
import { patientStates } from '../../../../src/dev/catalogue/states.ts'
import { type Demonstration, putBack } from '../../../support/demonstration.ts'
import { bringAbout, nameOf } from '../../catalogue.ts'
import type { EnginePage } from '../../checks/check.ts'
import type { Shown } from '../../visitor.ts'
import { htmlOf, WRONG } from '../../wrong-pages.ts'
import { BACK_AND_FORWARD, backAndForward } from './back-and-forward.ts'
import type { Engine, Setting } from './engine.ts'
import { engineChecks, isSet } from './engine-checks.ts'
import { firefox } from './firefox.ts'
import { ServedStates } from './served-states.ts'
import { webkit } from './webkit.ts'

export const engines: readonly Engine[] = [firefox, webkit]

export interface EngineFault {
  where: string
  check: string
  what: string
}

export interface EngineResult {
  /** With its version. */
  name: string
  /** CCYY-MM-DD */
  testedOn: string
  pages: number
  checks: string[]
  /** With the reason. */
  notChecked: string[]
  faults: EngineFault[]
}

/** One state of each template: the first, outside the NHS App if there is one. */
export const statesOfTemplates: readonly State[] = [
  ...Map.groupBy(patientStates, ({ page }) => page).values(),
].flatMap(all => all.find(({ inside }) => !inside) ?? all[0] ?? [])

/** Examines these states in a browser with each setting it has, and goes back and forward there. */
export async function examineInEngine(
  engine: Engine,
  demonstration: Demonstration,
  states: readonly State[],
  tell: (line: string) => void,
): Promise<EngineResult> {
  // The engine before has cancelled and moved appointments on its way back and forward.
  await putBack(demonstration)
  const seen: { where: string; shown: Shown }[] = []
  for (const state of states)
    seen.push({ where: nameOf(state), shown: await bringAbout(state, demonstration) })
  const result: EngineResult = {
    name: engine.name,
    testedOn: Temporal.Now.plainDateISO('Europe/London').toString(),
    pages: states.length,
    checks: [],
    notChecked: Object.entries(engine.lacks).map(([setting, why]) => `${setting} (${why})`),
    faults: [],
  }
  const served = await ServedStates.start(demonstration.url)
  try {
    for (const setting of Object.keys(engineChecks) as Setting[])
      if (!(setting in engine.lacks)) await examineWith(setting)
  } finally {
    served.close()
  }
  return result

  async function examineWith(setting: Setting): Promise<void> {
    const { close, name, page } = await engine.open(setting)
    try {
      result.name = name
      await assertChecksCanFail(page, setting, served)
      for (const { where, shown } of seen) {
        const faults = await examineState(page, setting, served, shown)
        result.faults.push(...faults.map(each => ({ where, ...each })))
        tell(`${name}, ${setting}: ${where}${faults.length > 0 ? `: ${faults.length} faults` : ''}`)
      }
      result.checks.push(...Object.keys(engineChecks[setting]))
      if (setting === 'as installed') {
        const faults = await backAndForward(page, demonstration)
        const [where, check] = ['from log-in to log-out', BACK_AND_FORWARD]
        result.faults.push(...faults.map(what => ({ where, check, what })))
        result.checks.push(check)
        tell(`${name}: ${check}${faults.length > 0 ? `: ${faults.length} faults` : ''}`)
      }
    } finally {
      await close()
    }
  }
}

/** Each check begins with the page as it was sent. */
async function examineState(page: EnginePage, setting: Setting, served: ServedStates, shown: Shown) {
  const faults: { check: string; what: string }[] = []
  for (const [check, find] of Object.entries(engineChecks[setting])) {
    await page.goto(served.serve(shown))
    faults.push(...(await find(page, shown)).map(what => ({ check, what })))
  }
  return faults
}

/** A check that cannot fail in this browser says nothing: each must find what is wrong with each page that is wrong for it. */
export async function assertChecksCanFail(
  page: EnginePage,
  setting: Setting,
  served: ServedStates,
): Promise<void> {
  await open(htmlOf({}))
  if (!(await page.evaluate(isSet[setting]))) throw new Error(`The browser is not set up for “${setting}”`)
  for (const [name, find] of Object.entries(engineChecks[setting])) {
    const right = await open(htmlOf({}))
    const falseAlarms = await find(page, right)
    if (falseAlarms.length > 0)
      throw new Error(`“${name}” finds on a page with nothing wrong: ${falseAlarms}`)
    for (const parts of WRONG[name] ?? []) {
      const wrong = await open(parts.withoutCookies ?? htmlOf(parts))
      if ((await find(page, wrong)).length === 0)
        throw new Error(`“${name}” finds nothing on a page that is wrong for it: ${wrong.html}`)
    }
  }

  async function open(html: string): Promise<Shown> {
    const headers = { 'content-type': 'text/html; charset=utf-8' }
    const shown = { url: 'http://localhost/page', status: 200, headers, html }
    const url = served.serve(shown)
    await page.goto(url)
    return { ...shown, url }
  }
}
