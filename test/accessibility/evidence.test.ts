import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { states } from '../../src/dev/catalogue/states.ts'
import { launchChromium } from '../browser/chromium.ts'
import { startDemonstration } from '../support/demonstration.ts'
import { checkNames } from './battery.ts'
import { axe } from './checks/axe.ts'
import { outline } from './checks/outline.ts'
import { ALFA } from './evidence/alfa/alfa.ts'
import { criteria } from './evidence/criteria.ts'
import { writeEngineReport, writeReport } from './evidence/report.ts'

const demonstration = await startDemonstration({ after })

test('the report on a state has its results and pictures, and is itself accessible', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-'))
  t.after(() => rm(folder, { recursive: true }))
  const sample = states.filter(({ page }) => page === 'log-in/log-in')
  const { faults, states: count } = await writeReport(folder, sample, demonstration, () => {})
  assert.deepEqual({ faults, count }, { faults: 0, count: 1 })
  await writeEngineReport(folder, [])
  const state = await readFile(join(folder, 'log-in-log-in-logged-out.html'), 'utf8')
  assert.ok(state.includes(ALFA))
  const files = await readdir(folder)
  assert.equal(files.filter(name => name.endsWith('.png')).length, 2)

  const browser = await launchChromium()
  t.after(() => browser.close())
  const page = await browser.newPage()
  for (const file of files.filter(name => name.endsWith('.html'))) {
    await page.goto(pathToFileURL(join(folder, file)).href)
    const nothing = { url: '', status: 200, headers: {}, html: '' }
    assert.deepEqual([...(await axe(page, nothing)), ...(await outline(page, nothing))], [], file)
    const links = await page.locator('a[href]').evaluateAll(all => all.map(each => each.getAttribute('href')))
    for (const link of links) assert.ok(files.includes(link ?? ''), `${file} links to ${link}`)
  }
})

test('each criterion of WCAG 2.2 A and AA is in the table once, and is tested by what there is', () => {
  assert.equal(criteria.length, 55)
  assert.equal(new Set(criteria.map(({ number }) => number)).size, 55)
  for (const { byPerson, number, tested } of criteria) {
    assert.ok(tested.length > 0 || byPerson, number)
    for (const each of tested)
      assert.ok(
        checkNames.includes(each) || /[.]$|^test\//.test(each),
        `${number}: there is no check “${each}”`,
      )
  }
})
