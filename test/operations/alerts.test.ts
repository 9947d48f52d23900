import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readMetrics } from '../support/metrics.ts'
import { TestPortal } from '../support/portal.ts'

/** The alerts are rules of Prometheus; promtool, which comes with it, reads them as Prometheus would. */

const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
const rules = readFileSync(join(docs, 'alerts.yml'), 'utf8')
const cases = readFileSync(join(docs, 'alerts.test.yml'), 'utf8')
const runbook = readFileSync(join(docs, 'running-it.md'), 'utf8')

const alerts = rules
  .split(/^ +- (?=alert: )/m)
  .slice(1)
  .map(text => ({ name: /alert: (\w+)/.exec(text)?.[1] ?? '', text }))

/** What stands between `expr:` and the next key. */
const expressions = [...rules.matchAll(/^ +expr:(?: \|)?([\s\S]*?)(?=^ +(?:- |\w+:)|^$)/gm)].map(
  ([, text]) => text ?? '',
)

const skip =
  !process.env.PATH?.split(delimiter).some(folder => existsSync(join(folder, 'promtool'))) &&
  'promtool is not installed'

test('Prometheus accepts the rules', { skip }, () => {
  execFileSync('promtool', ['check', 'rules', join(docs, 'alerts.yml')], { stdio: 'pipe' })
})

test('each alert fires when it should and is silent when it should be', { skip }, () => {
  execFileSync('promtool', ['test', 'rules', join(docs, 'alerts.test.yml')], { stdio: 'pipe' })
})

test('each alert has a case in which it fires and one in which it does not', () => {
  const found = cases.split(/^ +alertname: /m).slice(1)
  assert.ok(alerts.length >= 10)
  for (const { name } of alerts) {
    const own = found.filter(text => text.startsWith(`${name}\n`))
    assert.ok(
      own.some(text => /^ +exp_alerts:\n +- exp_labels:/m.test(text)),
      `${name} never fires`,
    )
    assert.ok(
      own.some(text => /^ +exp_alerts: \[\]$/m.test(text)),
      `${name} is never silent`,
    )
  }
})

test('the rules speak only of what the portal really serves, by the labels it really has', async t => {
  const portal = await TestPortal.start()
  t.after(() => portal.close())
  await portal.browser().get('/patient-portal/log-in').expect(200)
  const samples = await readMetrics(portal)
  const served = new Map(
    samples.map(({ name, labels }) => [name, ['job', 'instance', ...Object.keys(labels)]]),
  )
  // Prometheus makes this one itself.
  served.set('up', ['job', 'instance'])
  for (const [, record = ''] of rules.matchAll(/record: (\S+)/g)) served.set(record, [])

  assert.ok(expressions.length >= alerts.length)
  const names = expressions.flatMap(text => [
    ...text
      .replaceAll(/"[^"]*"/g, '')
      .matchAll(/\b(up|[a-z]+(?:[:_][a-z0-9]+)+)\b(?:\{([^}]*)\})?(?!\s*\()/g),
  ])
  assert.ok(names.length > 15)
  for (const [, name = '', labels = ''] of names) {
    const has = served.get(name)
    assert.ok(has, `${name} is not served`)
    for (const [, label = ''] of labels.matchAll(/(\w+)(?:=|!)/g))
      assert.ok(has.includes(label), `${name} has no ${label}`)
  }
})

test('the outcomes and routes that the rules pick out are ones the portal has', async t => {
  const portal = await TestPortal.start()
  t.after(() => portal.close())
  await portal.browser().get('/health/ready').expect(200)
  await portal.browser().get('/FHIR/R4/Task').expect(401)
  await portal.browser().get('/patient-portal/log-in/problem/try-again').expect(503)
  const samples = await readMetrics(portal)
  for (const [, label = '', pattern = ''] of rules.matchAll(/(route|outcome)(?:=~?|!~)"([^"]+)"/g))
    for (const each of pattern.split('|')) {
      // Of what was asked just now, only the metrics page itself is not counted yet.
      if (each === '/metrics') continue
      const known = samples.some(({ labels }) => new RegExp(`^(${each})$`).test(labels[label] ?? ''))
      assert.ok(known, `there is no ${label} ${each}`)
    }
})

test('each alert has a section that says what to do', () => {
  for (const { name, text } of alerts) {
    assert.match(text, new RegExp(`runbook: docs/running-it.md#${name.toLowerCase()}$`, 'm'))
    const section = runbook.split(new RegExp(`^#+ ${name}$`, 'm'))[1]?.split(/^#/m)[0] ?? ''
    assert.ok(section.trim().length > 100, `${name}: nothing says what to do`)
  }
})
