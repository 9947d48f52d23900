import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readBlocks } from '../../../../../src/features/letters/blocks.ts'
import { htmlToBlocks } from '../../../../../src/features/letters/import/html/html-to-blocks.ts'
import { fc } from '../../../../support/fast-check.ts'

const read = (html: string) => htmlToBlocks(Buffer.from(html))
const blocksOf = (html: string) => read(html).blocks
const paragraph = (text: string) => ({ kind: 'paragraph', text })

test('headings, paragraphs, lists and tables become blocks', () => {
  const html = `<!doctype html><html><head><title>Letter</title><style>p { color: red }</style></head><body>
    <h1>Cardiology <em>clinic</em></h1>
    <div><p>Dear Ms&nbsp;Shah,</p>You were seen<br>on 3 June.<div>More.</div></div>
    <h4>Medicines</h4>
    <ul><li>Aspirin</li><li>Ramipril <ul><li>at night</li></ul></li><li> </li></ul><ol><li>One</li></ol>
    <table><caption>Blood</caption><tr><th>Test</th><th>Result</th></tr><tr><td>Sodium</td><td>140</td></tr></table>
    <pre>1 High Street
Leeds</pre></body></html>`
  assert.deepEqual(read(html), {
    blocks: [
      { kind: 'heading', level: 1, text: 'Cardiology clinic' },
      paragraph('Dear Ms Shah,'),
      paragraph('You were seen\non 3 June.'),
      paragraph('More.'),
      { kind: 'heading', level: 3, text: 'Medicines' },
      { kind: 'list', ordered: false, items: ['Aspirin', 'Ramipril\nat night'] },
      { kind: 'list', ordered: true, items: ['One'] },
      {
        kind: 'table',
        caption: 'Blood',
        head: ['Test', 'Result'],
        rows: [['Sodium', '140']],
        rowHeadings: false,
      },
      paragraph('1 High Street\nLeeds'),
    ],
    leftOut: [],
  })
})

test('a table that only lays out the page is read part by part, and cells over several columns or rows stand in each', () => {
  assert.deepEqual(blocksOf('<table><tr><td>Left</td></tr><tr><td><p>Right</p></td></tr></table>'), [
    paragraph('Left'),
    paragraph('Right'),
  ])
  assert.deepEqual(blocksOf('<table><tr><td colspan=2><p>Wide</p></td></tr><tr><td>a<td>b</table>'), [
    paragraph('Wide'),
    paragraph('a'),
    paragraph('b'),
  ])
  const spans =
    '<table><tr><th rowspan=2>Day</th><td>9am</td><td>b</td></tr><tr><td colspan=2>10am</td></tr></table>'
  assert.deepEqual(blocksOf(spans), [
    {
      kind: 'table',
      caption: null,
      head: [],
      rows: [
        ['Day', '9am', 'b'],
        ['Day', '10am', ''],
      ],
      rowHeadings: true,
    },
  ])
})

test('the address of a link is kept, unless its words say it', () => {
  const link = (href: string, text: string) => blocksOf(`<p><a href="${href}">${text}</a></p>`)
  assert.deepEqual(link('https://nhs.uk/x', 'Read more'), [paragraph('Read more (nhs.uk/x)')])
  assert.deepEqual(link('https://nhs.uk/', 'nhs.uk'), [paragraph('nhs.uk')])
  assert.deepEqual(link('tel:02079460000', '020 7946 0000'), [paragraph('020 7946 0000')])
  assert.deepEqual(link('javascript:alert(1)', 'Click'), [paragraph('Click')])
})

test('what is not on the list is left out and named; if words would be lost, there are no blocks at all', () => {
  assert.deepEqual(read('<p>a<script>alert(1)</script><img src=x alt="Logo of the trust"></p><svg></svg>'), {
    blocks: [paragraph('a Logo of the trust')],
    leftOut: ['img', 'script', 'svg'],
  })
  for (const html of [
    '<p>a</p><button>Press</button>',
    '<p>a <textarea>b</textarea></p>',
    '<p>a</p><p hidden>not for you</p>',
    '<p>a<span style="color: red; display : none">secret</span></p>',
    '<ul><li>a</li><li hidden>b</li></ul>',
    '<ul><li>a</li><button>b</button></ul>',
    '<p>a</p><x-words>b</x-words>',
    '<p>a</p><math><mi>b</mi></math>',
    '<p>a</p><svg><text>b</text></svg>',
    '<table><tr><td>a<td>b</table><select><option>c</select>',
    '',
    '<script>alert(1)</script>',
  ])
    assert.equal(blocksOf(html), undefined, html)
  assert.deepEqual(read('<p>a</p><x-amira-shah>b</x-amira-shah>').leftOut, ['other'])
})

test('what a browser hides, crosses out, raises or numbers in its own way never says something else here', () => {
  assert.deepEqual(
    blocksOf('<p>9 × 10<sup>9</sup>/L, 2<sup>1</sup>/<sub>2</sub>, 10<sup>-3</sup>, the 1<sup>st</sup></p>'),
    [paragraph('9 × 10⁹/L, 2¹/2, 10⁻³, the 1st')],
  )
  assert.deepEqual(blocksOf('<p>10<span style="vertical-align: super">6</span></p>'), [paragraph('10⁶')])
  for (const html of [
    ...['del', 's', 'strike'].map(name => `<p>Take <${name}>10</${name}> 5 mg</p>`),
    '<p>Take <span style="text-decoration: line-through">10</span> 5 mg</p>',
    '<table><tr><td>a<td style="display:none">b<td>c</table>',
    '<table><tr><td>a<td>b<tr hidden><td>c<td>d</table>',
    '<table><tr><td>a<td>b<tbody hidden><tr><td>c<td>d</table>',
    '<table><caption hidden>c</caption><tr><td>a<td>b</table>',
    '<head><style>.x { display: none }</style></head><p>a</p><p class=x>b</p>',
    '<p>a</p><div><style>p::before{content:"b"}</style></div>',
    '<style>i{text-decoration:line-through}</style><p>a <i>b</i></p>',
    '<style>i{vertical-align:super}</style><p>10<i>9</i></p>',
    '<ol start=5><li>a</ol>',
    '<ol type=a><li>a</ol>',
    '<ol reversed><li>a</ol>',
    '<ol><li value=3>a</ol>',
  ])
    assert.equal(blocksOf(html), undefined, html)
  assert.deepEqual(read('<style>p { justify-content: center }</style><ol start=1 type=1><li>a</ol>').blocks, [
    { kind: 'list', ordered: true, items: ['a'] },
  ])
  assert.deepEqual(read('<table><tr><td>a<script>1</script><td>b<script>2</script></tr></table>'), {
    blocks: [{ kind: 'table', caption: null, head: [], rows: [['a', 'b']], rowHeadings: false }],
    leftOut: ['script'],
  })
})

test('HTML that is not UTF-8, or made to exhaust us, is refused', () => {
  assert.throws(() => htmlToBlocks(Buffer.from([0x3c, 0xe9])), { code: 'html-not-utf-8' })
  for (const html of [
    '<div>'.repeat(1000),
    '<b>'.repeat(8000),
    `<p>${'<span>'.repeat(5000)}a`,
    '<p>a</p>'.repeat(20_000),
    `<table>${'<tr><td>a<td>b'.repeat(3000)}</table>`,
    `<table><tr>${'<td colspan=50>a'.repeat(50)}</table>`,
  ])
    assert.throws(() => read(html), { code: 'html-too-complex' }, html.slice(0, 30))
})

test('whatever the HTML is, its blocks are valid and hold no markup of it that was markup', () => {
  const part = fc.constantFrom(
    ...[
      'p',
      'div',
      'h2',
      'ul',
      'ol',
      'li',
      'table',
      'tr',
      'td',
      'th',
      'a',
      'b',
      'br',
      'script',
      'svg',
      'pre',
      'caption',
    ].flatMap(name => [`<${name}>`, `</${name}>`, `<${name} onclick=x style="x">`]),
    ...['words', ' ', '\n', '&lt;b&gt;', '&', '\u0000', '<!-- no -->', '<td colspan=3 rowspan=2>'],
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), parts => {
      const { blocks } = read(parts.join(''))
      if (!blocks) return
      assert.equal(readBlocks(JSON.stringify(blocks)).length, blocks.length)
      const text = JSON.stringify(blocks)
      assert.ok(!text.includes('onclick') && !text.includes('<!--') && !text.includes('\\u0000'), text)
    }),
    { numRuns: 1000 },
  )
})
