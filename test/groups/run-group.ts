import { globSync } from 'node:fs'
import { describe } from 'node:test'
import { fileURLToPath } from 'node:url'
import '../support/databases.ts' // Here, so that what it created is there until the last file is done.
import { groups } from './groups.ts'

const test = fileURLToPath(new URL('..', import.meta.url))

/** Each file is a suite, so that its hooks are its own. */
export function runGroup(name: keyof typeof groups): void {
  for (const file of globSync(groups[name], { cwd: test }).toSorted())
    describe(file, async () => void (await import(`../${file}`)))
}
