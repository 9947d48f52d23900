import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import * as cheerio from 'cheerio'
import supertest from 'supertest'
import { states } from '../../../src/dev/catalogue/states.ts'
import { statesPages } from '../../../src/dev/catalogue/states-pages.ts'
import type { StoredFiles } from '../../../src/files/stored-files.ts'
import { systemClock } from '../../../src/shared/clock.ts'
import type { View } from '../../../src/web/outcome.ts'
import { bringAbout, nameOf } from '../../accessibility/catalogue.ts'
import { startDemonstration } from '../../support/demonstration.ts'
import { hiddenFields } from '../../support/page.ts'
import { TestPortal } from '../../support/portal.ts'

const STATES = '/patient-portal/help/states'

const demonstration = await startDemonstration({ after })
const browser = supertest.agent(demonstration.url)

test('without the demonstration there is no catalogue of states, and nothing can be made to happen', async t => {
  const portal = await TestPortal.start()
  t.after(() => portal.close())
  for (const address of [STATES, `${STATES}/problem/something-broke`]) {
    await portal.browser().get(address).expect(404)
    await portal.browser().post(address).type('form').send({ happening: 'Put everything back' }).expect(404)
  }
})

test('in the demonstration every state is listed with a link and what to do there', async () => {
  const $ = cheerio.load((await browser.get(STATES).expect(200)).text)
  const links = $('main h2:contains("Pages") ~ ul > li > a')
  assert.equal(links.length, states.length)
  const steps = states.reduce((sum, { before = [], steps = [] }) => sum + before.length + steps.length, 0)
  assert.equal($('main h2:contains("Pages") ~ ul ol > li').length, steps)
})

test('states of a feature that is switched off are not listed', () => {
  const listed = (disabledFeatures: string[]) => {
    const pages = statesPages({
      ...demonstration,
      files: {} as StoredFiles,
      clock: systemClock,
      simulator: '',
      disabledFeatures,
    })
    const view = pages['/help/states']?.show({} as never, {} as never) as View<undefined>
    return (view.values as { pages: { name: string }[] }).pages.map(({ name }) => name)
  }
  const isOfHelp = (page: string) => /^(help|errors)\//.test(page) && page !== 'errors/staff-problem'
  const all = listed([])
  assert.ok(all.some(isOfHelp))
  assert.deepEqual(
    listed(['help']),
    all.filter(page => !isOfHelp(page)),
  )
})

test('a link logs its person in and opens the page, inside the NHS App or not', async () => {
  for (const inside of [undefined, 'NHS App on a computer']) {
    const state = states.find(each => each.page === 'home/home' && each.inside === inside)
    assert.ok(state, `there is such a state: ${inside}`)
    const { html, status } = await bringAbout(state, demonstration)
    assert.equal(status, 200, nameOf(state))
    assert.equal(cheerio.load(html)('footer').length, inside ? 0 : 1)
  }
})

test('what a hospital may do happens at a press, and at a press all is put back', async () => {
  const ward = async () => {
    const { place } =
      (await demonstration.database('appointment').where('place', 'like', 'Ward 9').first('place')) ?? {}
    return place
  }
  const press = async (happening: string) => {
    const { text } = await browser.get(STATES).expect(200)
    const sent = await browser
      .post(STATES)
      .type('form')
      .send({ _csrf: hiddenFields(text)._csrf, happening })
    return sent.status
  }
  assert.equal(await press('The cardiology appointment gets another place'), 200)
  assert.equal(await ward(), 'Ward 9')
  assert.equal(await press('Put everything back'), 200)
  assert.equal(await ward(), undefined)
  assert.equal(await press('The hospital burns down'), 400)
})

test('a problem that is not in the list is a page that is not there', async () => {
  await browser.get(`${STATES}/problem/toString`).expect(404)
})
