import assert from 'node:assert/strict'
import { chmodSync, closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { aDatabase } from '../../../support/databases.ts'
import { aPdf } from './a-pdf.ts'
import { Hospital } from './import-support.ts'

test('a file is known by its bytes and its size, whatever its name is', async t => {
  const database = await aDatabase(t)
  const hospital = await Hospital.open(t, database)
  const file = (id: string, content: string | Buffer) =>
    hospital.fields(id, { file: hospital.write(`${id}.pdf`, content) })
  // Files of this size on the disk take no room; nothing of them may be read.
  const sparse = (id: string, size: number) => {
    const fields = file(id, '%PDF-1.7\n')
    const descriptor = openSync(join(hospital.folder, `${id}.pdf`), 'r+')
    ftruncateSync(descriptor, size)
    closeSync(descriptor)
    return fields
  }
  const zip = Buffer.from('504b0304140000000000', 'hex')
  const outside = join(hospital.folder, '..', 'outside.pdf')
  writeFileSync(outside, aPdf({ words: 'x' }))
  symlinkSync(outside, join(hospital.folder, 'link.pdf'))
  mkdirSync(join(hospital.folder, 'folder.pdf'))
  const before = process.memoryUsage.rss()
  assert.deepEqual(
    await hospital.take(
      file('empty', ''),
      file('zip', zip),
      file('zip-after', Buffer.concat([zip, aPdf({ words: 'x' })])),
      file('words', 'Dear Ms Shah'),
      file('cut', aPdf({ words: 'x' }).subarray(0, 60)),
      sparse('large', 26 * 1024 * 1024),
      sparse('huge', 200 * 1024 * 1024),
      file('pages', aPdf({ words: 'x', pages: 200 })),
      file(
        'script',
        aPdf({ words: 'x', catalogue: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' }),
      ),
      file('scanned', aPdf()),
      hospital.fields('none', { file: 'none.pdf' }),
      hospital.fields('up', { file: '../outside.pdf' }),
      hospital.fields('link', { file: 'link.pdf' }),
      hospital.fields('root', { file: '/etc/passwd' }),
      hospital.fields('folder', { file: 'folder.pdf' }),
      hospital.fields('zero', { file: 'a\u0000b' }),
      hospital.fields('html', { html: hospital.write('a.html', Buffer.from([0xe9])) }),
      hospital.fields('html-large', { html: hospital.write('b.html', 'a'.repeat(1024 * 1024 + 1)) }),
      hospital.fields('html-form', {
        html: hospital.write('c.html', '<p>a</p><script>x</script><button>b</button>'),
      }),
    ),
    [
      '1 file-empty',
      '2 file-not-pdf',
      '3 file-not-pdf',
      '4 file-not-pdf',
      '5 file-damaged',
      '6 file-too-large',
      '7 file-too-large',
      '8 added',
      '9 added active-content',
      '10 added no-text',
      '11 file-missing',
      '12 file-outside',
      '13 file-outside',
      '14 file-missing',
      '15 file-missing',
      '16 file-missing',
      '17 html-not-utf-8',
      '18 file-too-large',
      '19 added html-not-used left-out: button, script',
    ],
  )
  assert.ok(process.memoryUsage.rss() - before < 150 * 1024 * 1024, 'a file that is too large was read')
  const [pages] = await database('letter').where('source_id', 'pages').pluck('file_pages')
  assert.equal(pages, 200)
})

test('a file that may not be read stops no import', async t => {
  const hospital = await Hospital.open(t, await aDatabase(t))
  const lines = [hospital.fields('L1'), hospital.fields('L2')]
  chmodSync(join(hospital.folder, 'L1.pdf'), 0o000)
  chmodSync(hospital.folder, 0o777)
  const user = process.geteuid?.()
  // The user root may read every file.
  if (user === 0) process.seteuid?.(65_534)
  try {
    assert.deepEqual(await hospital.take(...lines), ['1 file-unreadable', '2 added'])
  } finally {
    if (user === 0) process.seteuid?.(0)
  }
})
