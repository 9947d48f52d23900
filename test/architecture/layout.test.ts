import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { area, code, feature, filesIn, root, sources, templates, textOf } from './tree.ts'

/** Where things live. */

const AT_THE_TOP = [
  'app.ts',
  'features.ts',
  'gateways.ts',
  'jobs.ts',
  'portal.ts',
  'routes.ts',
  'server.ts',
  'services.ts',
  'start.ts',
  'worker.ts',
]

const FOLDERS =
  'audit commands config database dev features fhir files gateways outbox runtime scheduling shared web'.split(
    ' ',
  )

test('directly in src stand the files that were agreed, and nothing else', () => {
  const files = sources.filter(file => area(file) === '').map(file => file.slice('src/'.length))
  assert.deepEqual(
    files.filter(file => !AT_THE_TOP.includes(file)),
    [],
  )
  const folders = new Set(sources.map(area).filter(Boolean))
  assert.deepEqual([...folders].toSorted(), FOLDERS)
})

test('a folder holds about 20 files at most', () => {
  const all = [...sources, ...filesIn('test', /\.ts$/)]
  const folders = Map.groupBy(all, dirname)
  const full = [...folders].filter(([, files]) => files.length > 24).map(([folder]) => folder)
  assert.deepEqual(full, [])
})

test('files have one subject: none is over 200 lines', () => {
  const tests = filesIn('test', /\.ts$/)
  const long = [...sources, ...tests, ...templates].filter(file => textOf(file).split('\n').length > 201)
  assert.deepEqual(long, [])
})

test('the top level holds what was agreed and nothing else', () => {
  const agreed = [
    'src',
    'views',
    'public',
    'migrations',
    'test',
    'docs',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ]
  const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)
  const top = new Set(files.map(file => file.split('/')[0] ?? ''))
  // biome.json is the one tool for lint and format; it looks for its settings here.
  const others = [
    ...[...agreed, 'Procfile', 'README.md', 'LICENSE', 'biome.json'],
    ...['CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  ]
  assert.deepEqual(
    [...top].filter(name => !others.includes(name) && !name.startsWith('.')),
    [],
  )
})
test('every page of a feature has a test of its name', () => {
  const pages = sources.filter(
    file => feature(file) && /^export function \w+\([^)]*\): (Open|Patient|Staff)Page \{/m.test(code(file)),
  )
  assert.ok(pages.length > 15)
  const untested = pages.filter(file => {
    const folder = join(root, 'test', relative('src', dirname(file)))
    return !existsSync(join(folder, `${basename(file, '.ts')}.test.ts`))
  })
  assert.deepEqual(untested, [])
})

test('every template a page renders is there, and every template is rendered by one page', () => {
  const rendered = new Set(
    sources.flatMap(file =>
      [...code(file).matchAll(/'((?:[a-z-]+)\/[a-z0-9-]+)'/g)].map(([, name]) => `views/${name}.njk`),
    ),
  )
  const questions = filesIn('views/appointments', /reschedule-(days|times|dates-to-avoid|reason)\.njk$/)
  const pages = templates.filter(file => !/^views\/(layouts|components)\//.test(file))
  const unused = pages.filter(file => !rendered.has(file) && !questions.includes(file))
  assert.deepEqual(unused, [])
  const folders = new Set(pages.map(file => dirname(file)))
  const missing = [...rendered].filter(file => folders.has(dirname(file)) && !existsSync(join(root, file)))
  assert.deepEqual(missing, [])
})
