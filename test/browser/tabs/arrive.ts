import assert from 'node:assert/strict'
import type { Random } from '../../torture/random.ts'
import type { Shown } from './model.ts'
import type { Tab } from './tab.ts'
import type { Tabs } from './tabs.ts'

/** Pages that say what to do elsewhere than in the portal. */
const NO_WAY_ON: readonly Shown[] = ['cannot-show', 'no-consent', 'nhs-app']

/** Who could not log in twice is told of other help only. */
const isSecondTry = (address: string) => /\/try-again\?(.*&)?tried=yes/.test(address)

/** Every tab, in any order, goes on until it is at its own page, or at one that says what to do elsewhere. */
export async function arrive(tabs: Tabs, random: Random): Promise<void> {
  const waiting = [...tabs.all]
  while (waiting.length > 0) {
    const [tab] = waiting.splice(random.below(waiting.length), 1)
    if (tab) await arriveIn(tab, tabs, random)
  }
  for (const tab of tabs.all) await tabs.reload(tab)
}

async function arriveIn(tab: Tab, tabs: Tabs, random: Random): Promise<void> {
  for (let moves = 0; moves < 8; moves++) {
    const { address, insideNhsApp, shown } = await tabs.look(tab)
    if (shown === 'own page') return
    if (shown === 'NHS login') await tabs.finish(tab, random.one(['Maria', 'Tom']), true)
    else if (!(await tabs.goOn(tab))) {
      const saysWhatToDo = insideNhsApp || (shown && NO_WAY_ON.includes(shown)) || isSecondTry(address)
      return assert.ok(saysWhatToDo, `${tabs.story}\ntab ${tab.number}: ${shown} leads nowhere`)
    }
  }
  assert.fail(`${tabs.story}\ntab ${tab.number} does not arrive`)
}
