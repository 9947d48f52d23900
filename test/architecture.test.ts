import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize, relative } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

/** Where things live and who may import whom: what keeps the portal small enough to hold in one's head. */

const root = fileURLToPath(new URL('..', import.meta.url))
const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => ending.test(name))
    .map(name => `${folder}/${name}`)
    .sort()
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const code = (file: string) => textOf(file).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

const sources = filesIn('src', /\.ts$/)
const templates = filesIn('views', /\.njk$/)

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const imports: Import[] = sources.flatMap(from =>
  [...code(from).matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from '(\.[^']+)'/gm)].map(
    ([, type, path]) => ({
      from,
      to: normalize(join(dirname(from), path ?? '')),
      typeOnly: type !== undefined,
    }),
  ),
)

function offenders(what: Iterable<Import>): string[] {
  return [...what].map(({ from, to }) => `${from} imports ${to}`)
}

/** The folder of `src` a file is in; empty for those directly in it. */
const area = (file: string) => (file.split('/').length > 2 ? (file.split('/')[1] ?? '') : '')
/** The feature a file belongs to; undefined for the files directly in `features`. */
const feature = (file: string) =>
  area(file) === 'features' && file.split('/').length > 3 ? file.split('/')[2] : undefined

const isDoor = (file: string) => feature(file) !== undefined && basename(file, '.ts') === feature(file)
/** What only the demonstration loads: a feature's states and its demonstration data. */
const isForDemonstration = (file: string) =>
  /^src\/features\/[^/]+\/(states|demonstration)(\.ts|\/)/.test(file) || file === 'src/features/state.ts'

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

/** What is known of gateways and services by features: their types. */
const isContract = (to: string, typeOnly: boolean) =>
  typeOnly && (area(to) === 'gateways' || ['src/services.ts', 'src/gateways.ts'].includes(to))

const MAY: Record<string, (to: string, typeOnly: boolean, from: string) => boolean> = {
  shared: () => false,
  config: to => area(to) === 'shared',
  database: to => area(to) === 'shared',
  web: to => area(to) === 'shared',
  gateways: to => area(to) === 'shared',
  audit: to => ['shared', 'database'].includes(area(to)),
  outbox: to => ['shared', 'database'].includes(area(to)),
  scheduling: to => ['shared', 'database'].includes(area(to)),
  features: (to, typeOnly, from) =>
    ['shared', 'web', 'database', 'audit', 'outbox', 'scheduling'].includes(area(to)) ||
    isContract(to, typeOnly) ||
    to === 'src/features/feature.ts' ||
    isDoor(to) ||
    (isForDemonstration(from) && (area(to) === 'dev' || isForDemonstration(to))),
  fhir: (to, typeOnly) => ['shared', 'web'].includes(area(to)) || isContract(to, typeOnly) || isDoor(to),
  runtime: to => area(to) !== 'dev',
  commands: to => area(to) !== 'dev',
  dev: to => ['shared', 'database', 'web', 'config'].includes(area(to)) || isForDemonstration(to),
}

test('directly in src stand the files that were agreed, and nothing else', () => {
  const files = sources.filter(file => area(file) === '').map(file => file.slice('src/'.length))
  assert.deepEqual(
    files.filter(file => !AT_THE_TOP.includes(file)),
    [],
  )
  const folders = new Set(sources.map(area).filter(Boolean))
  assert.deepEqual([...folders].toSorted(), Object.keys(MAY).toSorted())
})

test('each folder imports only what it may', () => {
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    const inside = area(from)
    if (inside === '') return false
    const sameRoom =
      inside === 'features'
        ? feature(from) !== undefined && feature(from) === feature(to)
        : inside === area(to)
    if (isForDemonstration(to) && inside !== 'dev' && !isForDemonstration(from)) return true
    return !sameRoom && !MAY[inside]?.(to, typeOnly, from)
  })
  assert.deepEqual(offenders(wrong), [])
})

test('there are no circles, of types either', () => {
  const next = Map.groupBy(imports, ({ from }) => from)
  const circles: string[] = []
  const done = new Set<string>()
  const walk = (file: string, path: string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' > '))
    if (path.includes(file) || done.has(file)) return
    for (const { to } of next.get(file) ?? []) walk(to, [...path, file])
    done.add(file)
  }
  for (const file of sources) walk(file, [])
  assert.deepEqual(circles, [])
})

test('a folder holds about 20 files at most', () => {
  const all = [...sources, ...filesIn('test', /\.ts$/)]
  const folders = Map.groupBy(all, dirname)
  const full = [...folders].filter(([, files]) => files.length > 24).map(([folder]) => folder)
  assert.deepEqual(full, [])
})

test('the simulator and the demonstration are never loaded in production', () => {
  const reached = new Set<string>()
  const reach = (file: string) => {
    if (reached.has(file)) return
    reached.add(file)
    for (const { from, to, typeOnly } of imports) if (from === file && !typeOnly) reach(to)
  }
  const commands = sources.filter(file => area(file) === 'commands')
  for (const entry of ['src/start.ts', 'src/worker.ts', ...commands]) reach(entry)
  assert.deepEqual(
    [...reached].filter(file => area(file) === 'dev' || isForDemonstration(file)),
    [],
  )
})

function filesWith(pattern: RegExp, among: readonly string[], allowed: (file: string) => boolean): string[] {
  return among.filter(file => !allowed(file) && pattern.test(code(file)))
}

test('only config reads the environment', () => {
  assert.deepEqual(
    filesWith(/process\.env/, sources, file => area(file) === 'config'),
    [],
  )
})

test('only stores, the database and the demonstration name tables', () => {
  const migrations = filesIn('migrations', /\.ts$/).map(textOf).join('\n')
  const tables = [...migrations.matchAll(/createTable\('(\w+)'/g)].map(([, name]) => name)
  assert.ok(tables.length > 10)
  const named = new RegExp(
    `(database|transaction|db)\\('(${tables.join('|')})'|\\.(join|leftJoin|from)\\('(${tables.join('|')})'`,
  )
  const allowed = (file: string) =>
    ['database', 'audit', 'outbox', 'dev'].includes(area(file)) ||
    isForDemonstration(file) ||
    /-(store|row)\.ts$/.test(file) ||
    ['src/features/appointments/visibility.ts', 'src/runtime/database-rate-limiter.ts'].includes(file)
  assert.deepEqual(filesWith(named, sources, allowed), [])
})

test('only web touches headers, cookies and res.locals; features only render, which is audited, and redirect', () => {
  const touched =
    /response\.(set|setHeader|append|cookie|clearCookie|header|locals|send|sendFile|json|jsonp|end|write|download)\b|request\.(headers|header|get)\b/
  const ours = sources.filter(file => ['features', 'fhir'].includes(area(file)))
  assert.deepEqual(
    filesWith(touched, ours, () => false),
    [],
  )
})

test('no page is written in TypeScript', () => {
  assert.deepEqual(
    filesWith(/<\/?(a|body|div|form|h[1-6]|html|input|p|span|table|ul)[\s>]/, sources, () => false),
    [],
  )
})

test('files have one subject: none is over 200 lines', () => {
  const tests = filesIn('test', /\.ts$/)
  const long = [...sources, ...tests, ...templates].filter(file => textOf(file).split('\n').length > 201)
  assert.deepEqual(long, [])
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

test('every page of a feature has a test of its name', () => {
  const pages = sources.filter(
    file => feature(file) && /^export function \w+\([^)]*\): Page \{/m.test(code(file)),
  )
  assert.ok(pages.length > 15)
  const untested = pages.filter(file => {
    const folder = join(root, 'test', relative('src', dirname(file)))
    return !existsSync(join(folder, `${basename(file, '.ts')}.test.ts`))
  })
  assert.deepEqual(untested, [])
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
  const others = [...agreed, 'Procfile', 'README.md', 'LICENSE', 'biome.json']
  assert.deepEqual(
    [...top].filter(name => !others.includes(name) && !name.startsWith('.')),
    [],
  )
})
