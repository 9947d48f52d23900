import assert from 'node:assert/strict'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { area, code, feature, isDoor, isForDemonstration, sources } from './tree.ts'

/** Who may import whom. */

interface Import {
  from: string
  to: string
  typeOnly: boolean
  dynamic: boolean
}

const IMPORT = /^(?:import|export)\s+(type\s)?[^'"]*?from '(\.[^']+)'/gm
const DYNAMIC_IMPORT = /\b(import)\('(\.[^']+)'\)/g

function importsOf(from: string): Import[] {
  const found = (pattern: RegExp) => code(from).matchAll(pattern).toArray()
  return [...found(IMPORT), ...found(DYNAMIC_IMPORT)].map(([, word = '', path = '']) => ({
    from,
    to: normalize(join(dirname(from), path)),
    typeOnly: word.startsWith('type'),
    dynamic: word === 'import',
  }))
}

const imports = sources.flatMap(importsOf)

function offenders(what: Iterable<Import>): string[] {
  return [...what].map(({ from, to }) => `${from} imports ${to}`)
}

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
  files: to => ['shared', 'database', 'scheduling'].includes(area(to)),
  outbox: to => ['shared', 'database'].includes(area(to)),
  scheduling: to => ['shared', 'database'].includes(area(to)),
  features: (to, typeOnly, from) =>
    ['shared', 'web', 'database', 'audit', 'files', 'outbox', 'scheduling'].includes(area(to)) ||
    isContract(to, typeOnly) ||
    to === 'src/features/feature.ts' ||
    isDoor(to) ||
    (isForDemonstration(from) && (area(to) === 'dev' || isForDemonstration(to))),
  fhir: (to, typeOnly) => ['shared', 'web'].includes(area(to)) || isContract(to, typeOnly) || isDoor(to),
  runtime: to => area(to) !== 'dev',
  commands: (to, _typeOnly, from) => area(to) !== 'dev' || from === 'src/commands/seed.ts',
  dev: to =>
    ['shared', 'database', 'files', 'web', 'config'].includes(area(to)) ||
    to === 'src/features.ts' ||
    isForDemonstration(to),
}

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

test('the simulator and the demonstration are never loaded in production', () => {
  const reached = new Set<string>()
  const reach = (file: string) => {
    if (reached.has(file)) return
    reached.add(file)
    for (const { dynamic, from, to, typeOnly } of imports)
      if (from === file && !typeOnly && !dynamic) reach(to)
  }
  const commands = sources.filter(file => area(file) === 'commands')
  for (const entry of ['src/start.ts', 'src/worker.ts', ...commands]) reach(entry)
  assert.deepEqual(
    [...reached].filter(file => area(file) === 'dev' || isForDemonstration(file)),
    [],
  )
})
