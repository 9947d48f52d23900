import { states as catalogue } from '../../../../src/dev/catalogue/states.ts'
import type { Demonstration } from '../../../support/demonstration.ts'
import { bringAbout, nameOf } from '../../catalogue.ts'
import { engineChecks } from './checks.ts'
import { chromium } from './chromium.ts'
import type { Engine, Window } from './engine.ts'
import { firefox } from './firefox.ts'
import { journeys } from './journeys.ts'
import { ServedStates } from './served-states.ts'
import { webkit } from './webkit.ts'

export const engines: readonly Engine[] = [chromium, firefox, webkit]

export interface EngineResult {
  /** With its version. */
  engine: string
  states: number
  checks: string[]
  /** What was looked at, with what is wrong with it. */
  faults: { where: string; what: string }[]
}

/** One state of each template: the first, outside the NHS App if there is one. */
export const statesOfTemplates = [...Map.groupBy(catalogue, ({ page }) => page).values()].flatMap(
  ([first, ...others]) => [first, ...others].find(state => state && !state.inside) ?? first ?? [],
)

/** Examines one state of each template in an engine, and has a patient go through the journeys there. */
export async function examineInEngine(
  { open }: Engine,
  demonstration: Demonstration,
  states = statesOfTemplates,
): Promise<EngineResult> {
  const served = await ServedStates.start(demonstration.url)
  const window = await open()
  try {
    const faults: EngineResult['faults'] = []
    for (const state of states) {
      await window.open(served.serve(await bringAbout(state, demonstration)))
      for (const what of await examineState(window)) faults.push({ where: nameOf(state), what })
    }
    const results = await journeys(window, demonstration)
    for (const [where, all] of Object.entries(results)) faults.push(...all.map(what => ({ where, what })))
    const checks = [...Object.keys(engineChecks), ...Object.keys(results)]
    return { engine: window.version, states: states.length, checks, faults }
  } finally {
    await window.close()
    served.close()
  }
}

async function examineState(window: Window): Promise<string[]> {
  const faults: string[] = []
  for (const [check, find] of Object.entries(engineChecks))
    faults.push(...(await find(window)).map(each => `${check}: ${each}`))
  return faults
}
