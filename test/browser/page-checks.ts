import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { leftOut } from '../styles/nhs-css.ts'
import { press, type Visitor } from './browser.ts'

const SERVICE = 'Manage your hospital appointments'
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const LEFT_OUT = leftOut('patients')
const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

interface Expected {
  /** Where the back link leads, when there is one. */
  back?: string
  /** Where it is not the title. */
  heading?: string
  status?: number
  /** What the error summary says. */
  faults?: string[]
}

/** Whether the expected title ends with "…" and the title found begins with it and goes on. */
function goesOn(found: string, expected: string): boolean {
  const [begins = '', ...ends] = expected.split('…')
  return ends.length > 0 && found.startsWith(begins) && found.endsWith(`. - ${SERVICE} - NHS`)
}

/** What every page owes everybody, and the little that differs from page to page. */
export async function sees(visitor: Visitor, title: string, expected: Expected = {}): Promise<void> {
  const { complaints, insideNhsApp, page, way } = visitor
  const { back, faults, heading = title.replace(/\. …$/, ''), status = faults ? 400 : 200 } = expected
  const about = `${title} (${way.name})`
  const found = await page.evaluate(
    leftOut => ({
      title: document.title,
      language: document.documentElement.lang,
      scripts: document.createRange().createContextualFragment('<noscript><p>').querySelector('p') === null,
      styled: [...document.styleSheets].some(({ cssRules }) => cssRules.length > 0),
      headings: [...document.querySelectorAll('h1')].map(each => each.textContent.trim()),
      back: document.querySelector('.nhsuk-back-link')?.getAttribute('href') ?? undefined,
      faults: [...document.querySelectorAll('.nhsuk-error-summary li')].map(each => each.textContent.trim()),
      focused: document.activeElement?.className,
      headerAndFooter: document.querySelectorAll('header, footer').length,
      tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      unstyled: leftOut.filter(selector => document.querySelector(selector)),
    }),
    LEFT_OUT,
  )
  assert.deepEqual(
    found,
    {
      title: goesOn(found.title, title)
        ? found.title
        : `${faults ? 'Error: ' : ''}${title} - ${SERVICE} - NHS`,
      language: 'en',
      scripts: way.scripts,
      styled: way.styles ?? true,
      headings: [heading],
      back,
      faults: faults ?? [],
      // Only a script can bring people to the summary.
      focused: faults && way.scripts ? 'nhsuk-error-summary' : found.focused,
      // Inside the NHS App its own stand in for ours.
      headerAndFooter: insideNhsApp ? 0 : 2,
      tooWide: 0,
      // Rules of the NHS kits that this page needs and `public/nhs.css` lacks: see test/styles/nhs-css.ts.
      unstyled: [],
    },
    about,
  )
  assert.equal(visitor.status, status, about)
  await hasNoBarriers(visitor)
  assert.deepEqual(complaints, [], about)
}

/** The words of a part of the page, in order. */
export async function wordsOf({ page }: Visitor, part = 'main'): Promise<string> {
  return (await page.locator(part).innerText()).replaceAll(/\s+/g, ' ').trim()
}

/** Presses Continue and is told what is wrong; each line of the summary leads to its field. */
export async function isRefused(
  visitor: Visitor,
  title: string,
  faults: Record<string, string>,
  expected: Expected = {},
): Promise<void> {
  const { page } = visitor
  await press(visitor, 'Continue')
  await sees(visitor, title, { ...expected, faults: Object.values(faults) })
  for (const [field, text] of Object.entries(faults)) {
    await page.locator('.nhsuk-error-summary').getByRole('link', { name: text, exact: true }).click()
    assert.equal(await page.evaluate(() => document.activeElement?.id), field)
    assert.equal(await wordsOf(visitor, `#${field}-error`), `Error: ${text}`)
  }
}

/** Asks axe, which needs scripts: where they are off, they are on while it looks at what was shown without them. */
export async function hasNoBarriers(visitor: Visitor): Promise<void> {
  const { page, way } = visitor
  const scripts = way.scripts ? undefined : await scriptSwitch(visitor)
  await scripts?.turnOn()
  await page.evaluate(axe)
  const rules = {
    // Without scripts a page can ask only by moving to the page that asks, a minute before the log-out.
    'meta-refresh': { enabled: way.scripts },
    // Without CSS sizes are the browser's own, which WCAG 2.2 leaves to it (2.5.8, "User Agent Control").
    'target-size': { enabled: way.styles ?? true },
  }
  const options = { runOnly: { type: 'tag' as const, values: RULES }, rules }
  const violations = await page.evaluate(async options => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const results = await axe.run({ ...options, resultTypes: ['violations'] })
    return results.violations.map(({ help, id, nodes }) => ({
      id,
      help,
      nodes: nodes.map(each => each.html),
    }))
  }, options)
  await scripts?.turnOff()
  assert.deepEqual(violations, [], `${await page.title()} (${way.name})`)
}

const switches = new WeakMap<Page, { turnOn(): Promise<void>; turnOff(): Promise<void> }>()

/** Chromium's own switch, one to a page for as long as it is open: closing it would turn scripts on. */
async function scriptSwitch({ context, page }: Visitor) {
  const devTools = await context.newCDPSession(page)
  const turn = async (value: boolean) => devTools.send('Emulation.setScriptExecutionDisabled', { value })
  const made = switches.get(page) ?? {
    // Off a second time, because a switch does nothing that it has not undone itself.
    turnOn: async () => {
      await turn(true)
      await turn(false)
    },
    turnOff: async () => void (await turn(true)),
  }
  switches.set(page, made)
  return made
}
