import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { test } from 'node:test'
import { groups } from '../groups/groups.ts'
import { filesIn, root, textOf } from './tree.ts'

test('npm test runs every test file once, alone or in a group', () => {
  const { test: command } = JSON.parse(textOf('package.json')).scripts
  const named = [...command.matchAll(/"(test\/[^"]+\.ts)"/g)].flatMap(([, pattern]) =>
    globSync(String(pattern), { cwd: root }),
  )
  const inGroups = Object.entries(groups).flatMap(([name, pattern]) => {
    assert.ok(named.includes(`test/groups/${name}.group.ts`), `npm test runs the group ${name}`)
    return globSync(`test/${pattern}`, { cwd: root })
  })
  const alone = named.filter(file => !file.startsWith('test/groups/'))
  assert.deepEqual([...alone, ...inGroups].toSorted(), filesIn('test', /\.test\.ts$/))
})
