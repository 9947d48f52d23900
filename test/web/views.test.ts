import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import '../../src/web/views.ts'

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

/* Macros are made once for all pages. What one page gives them must not reach another. */

const FILES: Readonly<Record<string, string>> = {
  'macros.njk': `
    {% macro stop(name) %}{% set kept = name %}{{ fail() if name == "Rose" }}{% endmacro %}
    {% macro call(name) %}{% set whole = name %}{{ stop(name) }}{{ caller() if caller }}{% endmacro %}
    {% macro say() %}[{{ name }}{{ kept }}{{ whole }}{{ visitor }}{{ caller }}]{% endmacro %}`,
  'greet.njk': `
    {% from "macros.njk" import call, say %}
    {% set visitor = given %}
    {% call call(given) %}{{ say() }} for {{ given }}{% endcall %}{{ say() }}`,
  'show.njk': '{% import "macros.njk" as macros %}{{ macros.say() }}',
  'show-own.njk': '{% import "macros.njk" as macros with context %}{{ macros.say() }}',
}

function anEnvironment() {
  const loader = {
    getSource: (name: string) => ({ src: String(FILES[name]), path: name, noCache: false }),
  }
  const views = new nunjucks.Environment(loader as never, { autoescape: true })
  views.addGlobal('fail', () => {
    throw new Error('The page fails')
  })
  return views
}

test('a macro that is shared keeps nothing that a page gave it, also when the page fails inside it', () => {
  const views = anEnvironment()
  for (const given of ['Amal', 'Rose', 'Bea', 'Rose', 'Cleo']) {
    const greet = () => views.render('greet.njk', { given, visitor: given }).trim()
    if (given === 'Rose') assert.throws(greet, /The page fails/)
    else assert.equal(greet(), `[] for ${given}[]`)
    assert.equal(views.render('show.njk', { name: given, visitor: given }).trim(), '[]')
    assert.equal(views.render('show-own.njk', { name: given }).trim(), `[${given}]`)
  }
})

test('they belong to one environment, with its globals', () => {
  const [one, other] = [anEnvironment(), anEnvironment()]
  one.addGlobal('name', 'one')
  other.addGlobal('name', 'other')
  const said = () => [one, other].map(views => views.render('show.njk').trim())
  assert.deepEqual(
    [said(), said()],
    [
      ['[one]', '[other]'],
      ['[one]', '[other]'],
    ],
  )
})
