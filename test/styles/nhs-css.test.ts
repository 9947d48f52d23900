import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import postcss from 'postcss'
import { favicon } from './favicon.ts'
import { NHS_SHEETS, namedThough, nhsCss } from './nhs-css.ts'
import { AUDIENCES, type Audience, wordsOf } from './pages-of.ts'

const ours = (name: string) => readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8')

for (const audience of AUDIENCES)
  test(`public/${NHS_SHEETS[audience]} is what pages of ${audience} use of the NHS kits: \`npm run styles\` makes it`, async () => {
    assert.ok((await nhsCss(audience)) === ours(NHS_SHEETS[audience]), 'run npm run styles')
  })

test('no class that a page names is taken for one that is not used', () => {
  for (const audience of AUDIENCES) assert.deepEqual(namedThough(audience), [], audience)
})

/** The classes of our own with a rule in one of these files. */
function ownClasses(...files: string[]): string[] {
  const all = files.flatMap(name => ours(name).match(/(?<=\.)app-[\w-]+/g) ?? [])
  return [...new Set(all)].toSorted()
}
const styled = ownClasses('portal.css', 'staff.css')
/** Only where staff see what the patient sees, in components that the patient's pages have as well. */
const READ_ONLY = 'app-not-a-link'
const namedBy = (audience: Audience) => styled.filter(each => wordsOf(audience).all.has(each))

test('patients fetch our rules for what their pages have, and none that only staff need', () => {
  assert.ok(styled.length > 20, String(styled))
  assert.deepEqual(
    ownClasses('portal.css'),
    namedBy('patients').filter(each => each !== READ_ONLY),
  )
})

test('staff fetch our rules for what their pages have, and those that patients need as well stand in one file', () => {
  assert.deepEqual(
    ownClasses('staff.css'),
    namedBy('staff').filter(each => !ownClasses('portal.css').includes(each)),
  )
})

test('each layout asks for the stylesheet of its own people', () => {
  const layout = (name: string) =>
    readFileSync(new URL(`../../views/layouts/${name}.njk`, import.meta.url), 'utf8')
  assert.deepEqual(layout('portal').match(/[\w-]+\.css/g), ['portal.css'])
  assert.deepEqual(layout('staff').match(/[\w-]+\.css/g), ['staff.css'])
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
