import assert from 'node:assert/strict'
import { NAMES, type Name } from './model.ts'
import type { Seen } from './tab.ts'
import type { World } from './world.ts'

/**
 * A page says who is logged in and shows nothing of anyone else. One that the browser has `kept` may be from before the
 * log-in, and then names no one.
 */
export function checkNames(
  { words }: Seen,
  loggedIn: Name | undefined,
  { kept, story, wordsOf }: { kept: 'kept' | undefined; story: string; wordsOf: World['wordsOf'] },
): void {
  const names = NAMES.filter(name => words.includes(name))
  if (!kept || names.length > 0) assert.deepEqual(names, loggedIn ? [loggedIn] : [], story)
  for (const [name, theirs] of Object.entries(wordsOf))
    if (name !== loggedIn) assert.ok(!words.includes(theirs), `${story}: the record of ${name}`)
}
