import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import postcss from 'postcss'
import { favicon } from './favicon.ts'
import { nhsCss } from './nhs-css.ts'

const ours = (name: string) => readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8')

test('public/nhs.css is what our pages use of the NHS kits: `npm run styles` makes it', async () => {
  assert.ok((await nhsCss()) === ours('nhs.css'), 'run npm run styles')
})

test('public/favicon.ico is the icon of the NHS kit in two sizes and few colours', () => {
  assert.ok(
    favicon().equals(readFileSync(new URL('../../public/favicon.ico', import.meta.url))),
    'run npm run styles',
  )
})

test('inside the NHS App the letters are as large as the iPhone’s owner wants them, as the kit has it for apps', () => {
  const kit = new URL(
    '../../node_modules/nhsuk-frontend/dist/nhsuk/core/generic/_font-face.scss',
    import.meta.url,
  )
  const [, when = '', then = ''] =
    /@supports (\(font: -apple.*\)) \{[^}]*?(font: [\w-]+);/.exec(readFileSync(kit, 'utf8')) ?? []
  assert.ok(when && then)
  const rules: string[] = []
  postcss.parse(ours('portal.css')).walkAtRules('supports', ({ nodes, params }) => {
    if (params === when)
      rules.push(
        ...(nodes ?? []).map(each =>
          each
            .toString()
            .replaceAll(/\/\*.*?\*\//g, '')
            .replaceAll(/\s+/g, ' '),
        ),
      )
  })
  assert.deepEqual(rules, [`.app-inside-nhs-app { ${then}; }`])
})

test('the NHS font holds up no text and moves none', () => {
  const fonts = ours('nhs.css').match(/@font-face\{[^}]*\}/g) ?? []
  assert.equal(fonts.length, 2)
  for (const font of fonts) assert.match(font, /font-display:optional/)
  // Only where it has been fetched.
  const asks = ours('nhs.css').replaceAll(/@font-face\{[^}]*\}/g, '')
  assert.doesNotMatch(asks, /Frutiger/)
})

test('our scripts are in the words of 2012, so that old browsers run them too', () => {
  const script = `${ours('portal.js')}\n${ours('time-limit.js')}`.replaceAll(/^\s*\/\/.*$/gm, '')
  assert.doesNotMatch(script, /=>|`|\?\.|\?\?|\.\.\.|^\s*(let|const|class|async|import|export)\b|\bof\b/m)
})
