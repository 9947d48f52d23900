import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { after, before, describe } from 'node:test'
import { fileURLToPath } from 'node:url'
// What it opens is shared by all files of the group: loaded by one of them, it would close with that one.
import '../support/databases.ts'
import { groups } from './groups.ts'

const test = fileURLToPath(new URL('..', import.meta.url))

const { fetch } = globalThis

/**
 * Each file is a suite, so that its hooks are its own. They are loaded one by one, because two that wait for a module
 * that both import would be taken for one; and the first test waits for the last file.
 */
export async function runGroup(name: keyof typeof groups): Promise<void> {
  const all = Promise.withResolvers<void>()
  before(() => all.promise)
  for (const file of globSync(groups[name], { cwd: test }).toSorted()) {
    const one = Promise.withResolvers<void>()
    describe(file, () => {
      after(() => assert.equal(globalThis.fetch, fetch, 'it leaves a mock of fetch to the files after it'))
      return import(`../${file}`).finally(one.resolve)
    })
    await one.promise
  }
  all.resolve()
}
