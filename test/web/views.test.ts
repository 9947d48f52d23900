import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../views/', import.meta.url))
const templates = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.njk'))
  .map(name => folder + name)

test('templates hold no raw values, no inline script or style, and no unquoted attribute', () => {
  const bad =
    /\|\s*safe\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|\s(href|value|name|action|id|class)=\{\{/
  assert.deepEqual(
    templates.filter(file => bad.test(readFileSync(file, 'utf8'))),
    [],
  )
})

test('an html option of a macro holds only the output of another macro', () => {
  const wrong = templates.flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/\bhtml: ([^,}]+)/g)]
      .filter(([, value]) => !/^(\w+\(.*|logOut)\s*$/.test(value?.trim() ?? ''))
      .map(([found]) => `${file}: ${found}`),
  )
  assert.deepEqual(wrong, [])
})
