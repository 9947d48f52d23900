import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ConfigError, loadConfig } from '../../src/config/config.ts'

const [NEW, OLD] = [
  '4mQyR1o0v8lXW3c7tZ2pJ5sN9bKdFhGa6EwUiTqYxLM=',
  'bU7x2Vq9Zt4Rk1Lw8Hc3Jm6Pf5Ns0Ga7Ye2Di4Ot8Uo=',
]

function faultsOf(environment: Record<string, string>): string[] {
  try {
    loadConfig(environment)
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    for (const key of [NEW, OLD]) assert.ok(!error.message.includes(key), 'the message repeats a key')
    return error.message
      .split('\n')
      .slice(1)
      .map(line => line.trim())
      .filter(line => line.startsWith('FILE'))
  }
}

test('keys of files are read newest first, from a setting or a file', t => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-config-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const path = join(folder, randomUUID())
  writeFileSync(path, `2026-11:${NEW}\n2025-11:${OLD}\n`)
  const expected = {
    keys: [
      { id: '2026-11', key: Buffer.from(NEW, 'base64') },
      { id: '2025-11', key: Buffer.from(OLD, 'base64') },
    ],
    folder: '/var/lib/portal/files',
  }
  const FILES = 'folder:/var/lib/portal/files'
  assert.deepEqual(loadConfig({ FILES, FILE_KEYS: `2026-11:${NEW}, 2025-11:${OLD}` }).files, expected)
  assert.deepEqual(loadConfig({ FILES, FILE_KEYS_FILE: path }).files, expected)
})

test('keys that are wrong, weak or the same are refused together, and none is repeated', t => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-config-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const empty = join(folder, 'empty')
  writeFileSync(empty, '\n')
  const form = 'FILE_KEYS: each key needs an id, ":" and 32 bytes in Base64 (openssl rand -base64 32)'
  for (const FILE_KEYS of [NEW, `a:${NEW.slice(4)}`, `a b:${NEW}`, `${'a'.repeat(41)}:${NEW}`, `a:${NEW},b`])
    assert.deepEqual(faultsOf({ FILE_KEYS }), [form])
  assert.deepEqual(faultsOf({ FILE_KEYS: `a:${NEW},A:${OLD}` }), [
    'FILE_KEYS: must not contain the same id twice',
  ])
  assert.deepEqual(faultsOf({ FILE_KEYS: `a:${NEW},b:${NEW}` }), [
    'FILE_KEYS: must not contain the same key twice',
  ])
  const zeros = Buffer.alloc(32).toString('base64')
  assert.deepEqual(faultsOf({ FILE_KEYS: `a:${zeros}` }), [
    'FILE_KEYS: must be random, for instance from openssl rand -base64 32',
  ])
  assert.deepEqual(faultsOf({ FILE_KEYS: `a:${NEW}`, FILE_KEYS_FILE: empty }), [
    'FILE_KEYS: must not be set beside FILE_KEYS_FILE',
  ])
  assert.deepEqual(faultsOf({ FILE_KEYS_FILE: join(folder, 'none') }), [
    'FILE_KEYS_FILE: must be a readable file',
  ])
  assert.deepEqual(faultsOf({ FILE_KEYS_FILE: empty }), ['FILE_KEYS_FILE: must contain a key'])
  for (const FILES of ['folder:', 'elsewhere'])
    assert.deepEqual(faultsOf({ FILES, FILE_KEYS: `a:${zeros}` }), [
      'FILES: must be "database" or "folder:" and a path',
      'FILE_KEYS: must be random, for instance from openssl rand -base64 32',
    ])
})

test('production needs keys, unless there are no letters', () => {
  const required = [
    'FILE_KEYS or FILE_KEYS_FILE: required in production, unless FEATURES switches letters off',
  ]
  assert.deepEqual(faultsOf({ NODE_ENV: 'production' }), required)
  assert.deepEqual(faultsOf({ NODE_ENV: 'production', FEATURES: 'letters' }), [])
  assert.deepEqual(faultsOf({ NODE_ENV: 'production', FILE_KEYS: `a:${NEW}` }), [])
})
