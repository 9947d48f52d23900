import type { TestContext } from 'node:test'
import { Random } from '../../torture/random.ts'
import { arrive } from './arrive.ts'
import { NAMES } from './model.ts'
import { Tabs } from './tabs.ts'
import type { World } from './world.ts'

/** As many tabs as a person may have open. */
const MOST_TABS = 14

/** Any number of tabs, three people, log-outs and hours passing, in a random order of a random length. */
export async function randomTabs(t: TestContext, world: World, seed: number): Promise<void> {
  const random = new Random(seed)
  const tabs = await Tabs.open(t, world, seed, random)
  t.diagnostic(`SEED=${seed}`)
  if (random.chance(0.6)) await severalWait(tabs, world, random)
  for (let steps = random.between(4, 24); steps > 0; steps--) await oneStep(tabs, world, random)
  await arrive(tabs, random)
}

/** Before anyone has logged in, because only then can one log-in be taken for another. */
async function severalWait(tabs: Tabs, world: World, random: Random): Promise<void> {
  for (let waiting = random.between(2, 3); waiting > 0; waiting--) {
    await tabs.open(random.one(world.targets), 'typed')
    if (random.chance(0.8)) await tabs.goOn(tabs.all.at(-1) ?? random.one(tabs.all))
  }
}

async function oneStep(tabs: Tabs, world: World, random: Random): Promise<void> {
  const chance = random.next()
  if (tabs.all.length === 0 || (chance < 0.22 && tabs.all.length < MOST_TABS))
    return tabs.open(
      random.one(world.targets),
      random.one(['typed', 'typed', 'typed', 'link', 'NHS App', 'bare link']),
    )
  if (chance < 0.24) return tabs.open('/patient-portal', 'stray callback')
  if (chance < 0.32) return tabs.pass(random.one([0.5, 4, 4, 9, 9.5, 11, 61, 13 * 60]))
  const atNhsLogin = tabs.all.filter(({ page }) => page.url().startsWith(String(world.pages.origins[1])))
  // Mostly when several wait there, because only then can one be taken for another.
  if (chance < (atNhsLogin.length > 1 ? 0.56 : 0.37) && atNhsLogin.length > 0)
    return tabs.finish(random.one(atNhsLogin), random.one(NAMES), random.chance(0.9))
  const toLogIn = tabs.all.filter(({ page }) => page.url().includes('/patient-portal/log-in'))
  if (chance < 0.7 && toLogIn.length > 0) return void (await tabs.goOn(random.one(toLogIn)))
  const tab = random.one(tabs.all)
  if (chance < 0.8) return void (await tabs.goOn(tab))
  if (chance < 0.86) return tabs.back(tab)
  if (chance < 0.88) return tabs.forward(tab)
  if (chance < 0.93) return tabs.reload(tab)
  if (chance < 0.96) return tabs.lookAt(tab)
  return tabs.logOut(tab)
}
