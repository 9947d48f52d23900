import assert from 'node:assert/strict'
import { existsSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { SETTING_NAMES } from '../../src/config/config.ts'
import { demonstrationPeople } from '../../src/dev/demonstration/people.ts'
import { demonstrationStaff } from '../../src/dev/demonstration/staff.ts'
import { stepsOf } from '../guides/guide.ts'
import { anchorsOf, codeOf, linksOf } from '../support/markdown.ts'
import { filesIn, root, textOf } from './tree.ts'

/** What the papers say of the repository is true. */

const papers = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'migrations/README.md'],
  ...filesIn('docs', /\.md$/),
]
const isThere = (path: string) => existsSync(join(root, path))

test('every link leads to a file, and to a heading in it, that is there', () => {
  const wrong = papers.flatMap(paper =>
    linksOf(textOf(paper))
      .filter(target => !/^(https?|mailto):/.test(target))
      .filter(target => {
        const [path = '', anchor] = target.split('#')
        const file = path ? normalize(join(dirname(paper), path)) : paper
        if (!isThere(file)) return true
        return anchor !== undefined && !anchorsOf(textOf(file)).has(anchor)
      })
      .map(target => `${paper} leads to ${target}`),
  )
  assert.deepEqual(wrong, [])
})

/** Files that a guide makes are named in it and in no other paper. */
const madeBy = (paper: string) => stepsOf(paper).map(({ file }) => file)

test('every path of ours that is named is there, but for what the changelog says has moved', () => {
  const named = /(?<![\w./-])(?:src|test|docs|views|migrations|public)\/[\w./-]*\w(?![\w<…*-])/g
  const current = papers.filter(paper => paper !== 'CHANGELOG.md')
  const wrong = current.flatMap(paper =>
    codeOf(textOf(paper))
      .flatMap(code => code.match(named) ?? [])
      .filter(path => !isThere(path) && !madeBy(paper).some(file => file.startsWith(path)))
      .map(path => `${paper} names ${path}`),
  )
  assert.deepEqual(wrong, [])
})

test('each invariant of the architecture names the test that keeps it', () => {
  const [, section = ''] = textOf('docs/architecture.md').split('## What must stay true\n')
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter(line => /^\| \w/.test(line))
  assert.ok(rows.length > 10)
  const unkept = rows.filter(row => !linksOf(row).some(target => target.endsWith('.test.ts')))
  assert.deepEqual(unkept, [])
})

test('the README is short, and its picture is light', () => {
  const readme = textOf('README.md')
  assert.ok(readme.split('\n').length <= 101)
  const pictures = linksOf(readme).filter(target => target.endsWith('.png'))
  assert.equal(pictures.length, 1)
  for (const picture of pictures) assert.ok(statSync(join(root, picture)).size < 150_000)
})

test('every npm script is among the commands, and every command is a script', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  const rows = [...textOf('docs/commands.md').matchAll(/^\| `npm (?:run )?([\w:-]+)` \|/gm)]
  const documented = rows.map(([, name]) => name)
  assert.deepEqual(documented.toSorted(), Object.keys(scripts).toSorted())
})

test('every setting is among the settings, and every setting described is one', () => {
  const rows = textOf('docs/settings.md')
    .split('\n')
    .filter(line => line.startsWith('| `'))
  const described = rows.flatMap(row => [...(row.split(' | ')[0] ?? '').matchAll(/`([A-Z\d_]+)`/g)])
  assert.deepEqual(described.map(([, name]) => name).toSorted(), SETTING_NAMES.toSorted())
})

test('every demonstration person is among them, in order, with what they show', () => {
  const people = demonstrationPeople(Temporal.PlainDate.from('2026-07-01'))
  const rows = [...textOf('docs/demonstration.md').matchAll(/^\| [^|]+ \| ([\d ]{12}) \| (.+) \|$/gm)]
  assert.deepEqual(
    rows.map(([, number = '', shows]) => [number.replaceAll(' ', ''), shows]),
    people.map(({ nhsNumber, interest }) => [nhsNumber, interest]),
  )
})

test('every demonstration member of staff is among them, in order, with their roles', () => {
  const [, section = ''] = textOf('docs/demonstration.md').split('\n## Staff\n')
  const rows = section.split('\n').filter(line => /^\| (?!Name)[^-]/.test(line) && !line.startsWith('|--'))
  assert.deepEqual(
    rows,
    demonstrationStaff.map(({ interest, name, posts }) => {
      const roles = posts.map(({ roleName, trustName }) => `${roleName}, ${trustName}`).join('; ')
      return `| ${name} | ${roles || 'none'} | ${interest} |`
    }),
  )
})
