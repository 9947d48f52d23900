import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'

/*
 * Which way every `if` of our templates went. While a template is compiled, each of its conditions is wrapped in a call
 * that notes whether it held. Import this before the portal starts.
 */

interface Node {
  lineno: number
  cond: unknown
}

interface Compiler {
  /** The file. */
  templateName: string
  compile(node: unknown, frame: unknown): void
  _emit(code: string): void
  compileDecision?(node: { id: string; cond: unknown }, frame: unknown): void
  compileIf(node: Node, frame: unknown, async: unknown): void
  compileInlineIf(node: Node, frame: unknown): void
}

/** Of nunjucks' own, but not of its types. */
const internals = nunjucks as unknown as {
  compiler: { Compiler: { prototype: Compiler } }
  nodes: { Group: new (line: number, column: number, children: unknown[]) => object }
}

/** What came so far of each condition, by where it stands: `views/home/home.njk:8, no. 2`. */
export const decisions = new Map<string, Set<boolean>>()
const VIEWS = fileURLToPath(new URL('../../views', import.meta.url))
const compilerOf = internals.compiler.Compiler.prototype

compilerOf.compileDecision = function ({ id, cond }, frame) {
  this._emit(`globalThis.noteDecision(${JSON.stringify(id)},`)
  this.compile(cond, frame)
  this._emit(')')
}

for (const kind of ['compileIf', 'compileInlineIf'] as const) {
  const compile = compilerOf[kind]
  compilerOf[kind] = function (this: Compiler, node: Node, frame: unknown, async?: unknown) {
    const name = relative(VIEWS, this.templateName)
    if (name.startsWith('..')) return compile.call(this, node, frame, async)
    return compile.call(this, { ...node, cond: decision(name, node) }, frame, async)
  }
}

function decision(template: string, { lineno, cond }: Node) {
  let id = `views/${template}:${lineno + 1}`
  for (let nth = 2; decisions.has(id); nth++) id = `views/${template}:${lineno + 1}, no. ${nth}`
  decisions.set(id, new Set())
  const marked = new internals.nodes.Group(lineno, 0, [])
  Object.defineProperty(marked, 'typename', { value: 'Decision' })
  return Object.assign(marked, { id, cond })
}

Object.assign(globalThis, {
  noteDecision(id: string, value: unknown) {
    decisions.get(id)?.add(Boolean(value))
    return value
  },
})
