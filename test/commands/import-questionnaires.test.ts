import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { aDatabase, aFile } from '../database/support.ts'
import { resourceOf, yesNo } from '../features/questionnaires/definition/definitions.ts'
import { childEnvironment } from '../support/child-environment.ts'

const script = new URL('../../src/commands/import-questionnaires.ts', import.meta.url).pathname

/** As `npm run import:questionnaires` runs it. */
async function run(
  url: string,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...childEnvironment, DATABASE_URL: url }
  return promisify(execFile)(process.execPath, [script, ...args], { env }).then(
    output => ({ code: 0, ...output }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  )
}

async function folderOf(t: TestContext, files: Record<string, unknown>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'questionnaires-'))
  t.after(() => rm(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}

const asked = resourceOf(yesNo)
const type = { system: 'urn:patient-portal:questionnaire-type', code: 'pre-appointment' }

test('a folder is imported as far as it can be asked; the rest is refused with the file, the question and the part', async t => {
  const url = aFile(t)
  const database = await aDatabase(t, url)
  const folder = await folderOf(t, {
    'a.json': { ...asked, code: [type] },
    'b.json': {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: { ...asked, url: 'urn:b' } }, {}],
    },
    'c.json': { ...asked, url: 'urn:c', item: [{ ...yesNo, type: 'attachment' }] },
    'd.json': '{',
    'e.json': '<Questionnaire/>',
    'f.json': '',
    'g.json': { ...asked, url: 'urn:g', code: [{ ...type, code: { toString: 1 } }] },
    'h.txt': 'not looked at',
  })
  const { code, stderr, stdout } = await run(url, folder)
  assert.equal(stderr, '')
  assert.equal(code, 1)
  const lines = stdout.trim().split('\n')
  assert.equal(lines.at(-1), 'Added 2, unchanged 0, refused 6.')
  for (const line of [
    'REFUSED  c.json: item "smoke": "type" is "attachment", which is not supported',
    'REFUSED  d.json is not JSON',
    'REFUSED  e.json is XML: only FHIR JSON is supported',
    'REFUSED  f.json is empty',
  ])
    assert.ok(lines.includes(line), stdout)
  assert.match(stdout, /^REFUSED {2}b\.json, entry 2: /m)
  const rows = await database('questionnaire_definition')
    .orderBy('url')
    .select('url', 'type', 'trust_ods_code')
  assert.deepEqual(
    rows.map(row => ({ ...row })),
    [
      { url: asked.url, type: 'Pre-appointment questionnaire', trust_ods_code: null },
      { url: 'urn:b', type: 'General update questionnaire', trust_ods_code: null },
    ],
  )
})

test('the same import again changes nothing, and what is published stays as it is', async t => {
  const url = aFile(t)
  const database = await aDatabase(t, url)
  const folder = await folderOf(t, { 'a.json': asked })
  const rows = () => database('questionnaire_definition').select()
  assert.deepEqual((await run(url, folder)).code, 0)
  const [before] = await rows()
  assert.match((await run(url, join(folder, 'a.json'))).stdout, /Added 0, unchanged 1, refused 0/)
  await writeFile(join(folder, 'a.json'), JSON.stringify({ ...asked, title: 'Another' }))
  const { code, stdout } = await run(url, folder)
  assert.equal(code, 1)
  assert.match(
    stdout,
    /a\.json: version 1\.0\.0 of .* was published with other content: give it a new version/,
  )
  assert.deepEqual(await rows(), [before])
})

test('a new version is given to patients instead of the one before', async t => {
  const url = aFile(t)
  const database = await aDatabase(t, url)
  await run(url, await folderOf(t, { 'a.json': asked, 'b.json': { ...asked, version: '1.1.0' } }))
  const rows = await database('questionnaire_definition').orderBy('version').select('version', 'retired_at')
  assert.deepEqual(
    rows.map(({ retired_at, version }) => [version, retired_at === null]),
    [
      ['1.0.0', false],
      ['1.1.0', true],
    ],
  )
})

test('the command says how it is used, and what is wrong with what it was given', async t => {
  const url = aFile(t)
  await aDatabase(t, url)
  assert.match((await run(url, '--help')).stdout, /^Usage: npm run import:questionnaires/)
  assert.match((await run(url)).stderr, /^Usage/)
  assert.match((await run(url, '/nowhere')).stderr, /there is no such file or folder/)
  const folder = await folderOf(t, { 'a.json': asked })
  assert.match((await run(url, folder, '--trust', 'QQQ')).stderr, /there is no such trust/)
})
