import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  INSPECTION_LIMITS,
  LetterInspector,
} from '../../../../../src/features/letters/import/inspection/letter-inspector.ts'
import { fc } from '../../../../support/fast-check.ts'
import { aPdf } from '../a-pdf.ts'

const inspector = new LetterInspector(1)
after(() => inspector.close())

async function inspectPdf(pdf: Buffer) {
  const inspection = await inspector.inspect({ pdf, html: undefined })
  return 'facts' in inspection ? inspection.facts : inspection
}

test('a PDF has its pages counted, and is known by its text and tags', async () => {
  const plain = { pages: 1, format: 'text', active: false }
  assert.deepEqual(await inspectPdf(aPdf({ words: 'Dear Ms Shah' })), plain)
  assert.deepEqual(await inspectPdf(aPdf({ words: 'Dear Ms Shah', tagged: true })), {
    ...plain,
    format: 'tagged',
  })
  assert.deepEqual(await inspectPdf(aPdf()), { ...plain, format: 'image' })
  // Tags around nothing that can be read aloud.
  assert.deepEqual(await inspectPdf(aPdf({ words: ' . ', tagged: true })), {
    ...plain,
    format: 'image',
  })
  assert.deepEqual(await inspectPdf(aPdf({ words: 'x', pages: 200 })), { ...plain, pages: 200 })
})

test('a PDF that would do something is noticed, and nothing of it is done', async () => {
  for (const catalogue of [
    '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>',
    '/OpenAction << /S /Launch /F (calc.exe) >>',
    '/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) >>] >> >>',
  ])
    assert.deepEqual(await inspectPdf(aPdf({ words: 'x', catalogue })), {
      pages: 1,
      format: 'text',
      active: true,
    })
})

test('a PDF that needs a password, or is none, is refused', async () => {
  const [owner, user] = ['31'.repeat(32), '32'.repeat(32)]
  const encrypted = `/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${owner}> /U <${user}> >>`
  assert.deepEqual(await inspectPdf(aPdf({ words: 'x', trailer: encrypted })), {
    refused: 'file-encrypted',
  })
  for (const broken of ['%PDF-1.7\n', '%PDF-1.7\nPK\u0003\u0004', '%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF'])
    assert.deepEqual(await inspectPdf(Buffer.from(broken, 'latin1')), { refused: 'file-damaged' })
})

test('however a PDF is damaged, it is answered, and the next one too', async () => {
  const good = aPdf({ words: 'Dear Ms Shah', tagged: true, pages: 3 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 20 }),
      fc.nat(good.length),
      async (changes, length) => {
        const bad = Buffer.from(good)
        for (const [place, byte] of changes) bad[place] = byte
        const inspection = await inspectPdf(bad.subarray(0, length))
        if ('refused' in inspection) assert.match(inspection.refused, /^file-(damaged|encrypted)$/)
        else assert.ok(inspection.pages >= 0)
      },
    ),
    { numRuns: 60 },
  )
  assert.deepEqual(await inspectPdf(good), { pages: 3, format: 'tagged', active: false })
})

test('a PDF that takes too long is given up, and the next one is read', async t => {
  const hasty = new LetterInspector(1, { ...INSPECTION_LIMITS, time: 0 })
  t.after(() => hasty.close())
  assert.deepEqual(await hasty.inspect({ pdf: aPdf({ words: 'x' }), html: undefined }), {
    refused: 'file-too-complex',
  })
  assert.deepEqual(await inspectPdf(aPdf({ words: 'x' })), { pages: 1, format: 'text', active: false })
})

test('a PDF that needs too much memory is given up', async t => {
  const small = new LetterInspector(1, { ...INSPECTION_LIMITS, growth: -1 })
  t.after(() => small.close())
  const many = aPdf({ words: 'x', pages: 3000 })
  assert.deepEqual(await small.inspect({ pdf: many, html: undefined }), { refused: 'file-too-complex' })
})

test('more PDFs than threads wait for their turn', async () => {
  const all = Array.from({ length: 20 }, (_, index) => inspectPdf(aPdf({ words: 'x', pages: index + 1 })))
  const pages = (await Promise.all(all)).map(each => 'pages' in each && each.pages)
  assert.deepEqual(
    pages,
    [...pages.keys()].map(index => index + 1),
  )
})

test('the HTML is read with the PDF, and gives up nothing but its own letter', async t => {
  const pdf = aPdf({ words: 'x' })
  const facts = { pages: 1, format: 'text', active: false }
  const html = (text: string) => ({ pdf, html: Buffer.from(text) })
  assert.deepEqual(await inspector.inspect(html('<p>Dear Ms Shah</p>')), {
    facts,
    fromHtml: { blocks: [{ kind: 'paragraph', text: 'Dear Ms Shah' }], leftOut: [] },
  })
  assert.deepEqual(await inspector.inspect({ pdf, html: Buffer.from([0xe9]) }), { refused: 'html-not-utf-8' })
  // A parser of HTML takes minutes for this.
  const hasty = new LetterInspector(1, { ...INSPECTION_LIMITS, time: 1000 })
  t.after(() => hasty.close())
  const nested = html('<div>'.repeat(100_000))
  assert.deepEqual(await hasty.inspect(nested), { refused: 'file-too-complex' })
})
