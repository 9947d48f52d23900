import { execFileSync } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nunjucks from 'nunjucks'
import type { State } from '../../../src/dev/catalogue/state.ts'
import { stepInstruction } from '../../../src/dev/catalogue/step-instructions.ts'
import { launchChromium } from '../../browser/chromium.ts'
import type { Demonstration } from '../../support/demonstration.ts'
import { checkNames, examine } from '../battery.ts'
import { bringAbout, nameOf, userAgentOf } from '../catalogue.ts'
import { DESKTOP, PHONE } from '../checks/check.ts'
import { outlineOf } from '../checks/outline.ts'
import { titleOf } from '../checks/title.ts'
import { Screen } from '../screen.ts'
import { ALFA, findByAlfa } from './alfa/alfa.ts'
import type { FalseAlarm } from './alfa/false-alarms.ts'
import { criteria } from './criteria.ts'
import type { EngineResult } from './engines/engines.ts'

const templates = new nunjucks.Environment(new nunjucks.FileSystemLoader(import.meta.dirname), {
  autoescape: true,
  throwOnUndefined: false,
})

/** What was found in Chromium, for the accessibility statement. */
export interface Examination {
  /** CCYY-MM-DD */
  testedOn: string
  browser: string
  pages: number
  states: number
  faults: number
  checks: string[]
}

/** Examines the given states and writes what was found into the folder, for a browser to open. */
export async function writeReport(
  folder: string,
  states: readonly State[],
  demonstration: Demonstration,
  tell: (line: string) => void,
): Promise<Examination> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const browser = await launchChromium()
  const testedOn = Temporal.Now.plainDateISO('Europe/London').toString()
  const write = (file: string, template: string, values: object) =>
    writeFile(join(folder, file), templates.render(template, { testedOn, ...values }))

  const told = []
  const falseAlarms = new Set<FalseAlarm>()
  for (const state of states) {
    const shown = await bringAbout(state, demonstration)
    const screen = await Screen.open(browser, userAgentOf(state))
    const page = await screen.show(shown)
    const name = nameOf(state).replaceAll(/\W+/g, '-').toLowerCase()
    const [wide, narrow] = [`${name}-1280.png`, `${name}-320.png`]
    await page.screenshot({ path: join(folder, wide), fullPage: true })
    await page.setViewportSize(PHONE)
    await page.screenshot({ path: join(folder, narrow), fullPage: true })
    await page.setViewportSize(DESKTOP)
    const outline = await outlineOf(page)
    const byAlfa = await findByAlfa(page, falseAlarms)
    const results = [...(await examine(page, shown)), { check: ALFA, faults: byAlfa }]
    await screen.close()
    const faults = results.reduce((sum, each) => sum + each.faults.length, 0)
    const title = titleOf(shown)
    const steps = [
      ...(state.before ?? []).map(each => `Before: ${each}.`),
      ...(state.steps ?? []).map(stepInstruction),
    ]
    const text = inTextBrowser(shown.html)
    const seen = {
      page: state.page,
      state: state.state,
      title,
      status: shown.status,
      steps,
      outline,
      results,
    }
    await write(`${name}.html`, 'state.njk', { ...seen, text, wide, narrow })
    told.push({ page: state.page, state: state.state, title, file: `${name}.html`, faults })
    tell(`${told.length} of ${states.length}: ${nameOf(state)}${faults ? `: ${faults} faults` : ''}`)
  }
  const pages = [...Map.groupBy(told, ({ page }) => page)].map(([name, all]) => ({ name, states: all }))
  const examination: Examination = {
    testedOn,
    browser: `Chromium ${browser.version()}`,
    pages: pages.length,
    states: told.length,
    faults: told.reduce((sum, { faults }) => sum + faults, 0),
    checks: checkNames,
  }
  await browser.close()
  await write('criteria.html', 'criteria.njk', { criteria })
  await write('index.html', 'index.njk', { ...examination, pages })
  return examination
}

/** Writes what was found in other browsers into the folder. */
export async function writeEngineReport(folder: string, engines: readonly EngineResult[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const testedOn = Temporal.Now.plainDateISO('Europe/London').toString()
  await writeFile(join(folder, 'engines.html'), templates.render('engines.njk', { testedOn, engines }))
}

/** Undefined where there is no lynx. */
function inTextBrowser(html: string): string | undefined {
  try {
    return execFileSync(
      'lynx',
      ['-dump', '-nolist', '-stdin', '-assume_charset=utf-8', '-display_charset=utf-8'],
      {
        input: html,
        encoding: 'utf8',
      },
    )
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
