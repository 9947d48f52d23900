import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

/** What must never be written in this code. Each list of exceptions is of reviewed places. */

const root = fileURLToPath(new URL('../..', import.meta.url))
const filesIn = (folder: string, ending: string) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(ending))
    .map(name => `${folder}/${name}`)
const code = (file: string) =>
  readFileSync(root + file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

const sources = [...filesIn('src', '.ts'), ...filesIn('migrations', '.ts')]
const templates = filesIn('views', '.njk')

function written(pattern: RegExp, among: string[], allowed: readonly string[] = []): string[] {
  return among.flatMap(file =>
    [...code(file).matchAll(pattern)]
      .map(([found]) => `${file}: ${found.trim()}`)
      .filter(found => !allowed.some(each => found.startsWith(each))),
  )
}

const AT = ['src/gateways/', 'src/dev/simulator/']

for (const [what, pattern, among, allowed] of [
  [
    'no statement is built from strings: values are bound',
    /\w*[rR]aw\(\s*(`[^`]*\$\{[^`]*`|(['"])[^'"]*\2\s*\+)/g,
    sources,
    // The first three build lists of question marks, and nothing else; the others name tables, columns and values of the schema.
    [
      'src/database/insert-rows.ts: raw(`insert into ?? ',
      'src/audit/chain.ts: raw(`case patient_id ',
      'src/features/figures/attendance-store.ts: raw(\n        `case ',
      'src/database/sqlite-text-lengths.ts: raw(`drop trigger ',
      'src/database/sqlite-text-lengths.ts: raw(\n        `create trigger ',
      'migrations/0009-request-work.ts: raw(`alter table change_request add constraint ',
    ],
  ],
  [
    'no template is made from text',
    /renderString|nunjucks\.(compile|precompile)|new (nunjucks\.)?Template\(/g,
    sources,
  ],
  [
    'no text is run as code',
    /\beval\(|new Function\(|node:(vm|child_process)/g,
    sources,
    ['src/runtime/redis-session-store.ts: eval('],
  ],
  [
    'nothing but the gateways and the simulator reaches the network',
    /\bfetch\(|\bhttps?\.(request|get)\(|node:(https|tls|dgram|http2)'|new WebSocket/g,
    sources,
    AT,
  ],
  // Two that wait for the same thing wait for different times: nothing depends on how long is secret.
  [
    'nothing secret comes from what can be guessed',
    /Math\.random/g,
    sources,
    ['src/database/', 'src/outbox/deliver-events.ts', 'src/scheduling/leased-job.ts'],
  ],
  [
    'no broken hash or cipher is used',
    /(createHash|createHmac)\('(md5|sha1)|create(C|Dec)ipher\b|'(des3|des-[a-z0-9-]+|rc4|aes-\d+-ecb)'/gi,
    sources,
  ],
  [
    'no protection of the platform is turned off',
    /insecureHTTPParser|rejectUnauthorized|NODE_TLS_REJECT|setDefaultAutoSelect/g,
    sources,
  ],
  [
    'no template turns escaping off',
    /\|\s*safe\b|autoescape|\bSafeString\b|markSafe/g,
    [...templates, ...sources],
    ['src/web/views.ts: autoescape', 'src/dev/simulator/pages.ts: autoescape'],
  ],
] as [string, RegExp, string[], string[]?][])
  test(what, () => assert.deepEqual(written(pattern, among, allowed), []))

test('escaping is on for every template', () => {
  assert.match(code('src/web/views.ts'), /nunjucks\.configure\(FOLDERS, \{ autoescape: true,/)
})

test('an address in a template begins with a path of ours, or is one the portal itself made', () => {
  const made =
    /^\{\{ (action|address|back or address|back or \(address ~ list\)|entry\.href|href|logIn|params\.action|back\.href|state\.link|someoneElse|nhsAppUrl|nhsAppScript) \}\}|^\{\{ assetAddress\($|^(https:\/\/|tel:|sms:|mailto:|\/|#)/
  const found = templates.flatMap(file =>
    [...code(file).matchAll(/\b(?:href|action|src)="([^"]*)"/g)].map(([, value = '']) => ({ file, value })),
  )
  assert.ok(found.length > 30)
  assert.deepEqual(
    found.filter(({ value }) => !made.test(value)),
    [],
  )
})

test('the rules would find what they forbid', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code that is looked at.
  for (const bad of ['raw(`select ${x}`)', "whereRaw('id = ' + id)", 'knex.raw("a" + b)'])
    assert.match(bad, /\w*[rR]aw\(\s*(`[^`]*\$\{[^`]*`|(['"])[^'"]*\2\s*\+)/)
})
