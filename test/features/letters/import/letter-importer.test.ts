import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { verifyAudit } from '../../../../src/audit/verify-audit.ts'
import { readBlocks } from '../../../../src/features/letters/blocks.ts'
import { readAll } from '../../../files/support.ts'
import { aClinic, anAppointment, aPatient, aTrust, testPerson } from '../../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../../support/databases.ts'
import { aPdf } from './a-pdf.ts'
import { Hospital, NOW } from './import-support.ts'

const when = { now: NOW, in: { hours: 24 } }

onEachDatabase('a letter is taken in with what the hospital says of it, and is written down', async t => {
  const database = await aDatabase(t)
  await database('trust').update({ post_letters_after_hours: null })
  const hospital = await Hospital.open(t, database)
  const { odsCode, patientId } = hospital
  await database('trust').where('ods_code', odsCode).update({ post_letters_after_hours: 48 })
  const clinicId = await aClinic(database, { trust_ods_code: odsCode })
  const appointmentId = await anAppointment(database, patientId, clinicId, when)
  const { pas_id: pasId } = await database('appointment').where('id', appointmentId).first('pas_id')
  const pdf = aPdf({ words: 'Dear patient', tagged: true, pages: 2 })
  const line = hospital.fields('L1', {
    file: hospital.write('one.pdf', pdf),
    html: hospital.write('one.html', '<h1>Letter</h1><p>Dear patient</p>'),
    appointment: pasId,
    embargoed_until: '2026-07-03',
  })
  assert.deepEqual(await hospital.take(line), ['1 added'])
  const letter = await database('letter').first()
  assert.partialDeepStrictEqual(
    { ...letter },
    {
      patient_id: patientId,
      trust_ods_code: odsCode,
      source_id: 'L1',
      appointment_id: appointmentId,
      kind: 'outcome',
      treatment_function_code: '320',
      dated_on: '2026-06-30',
      file_size: pdf.length,
      file_pages: 2,
      file_format: 'tagged',
      version: 1,
    },
  )
  assert.match(
    String(new Date(letter.embargoed_until).toISOString?.() ?? letter.embargoed_until),
    /^2026-07-02T23:00/,
  )
  const { given } = await readAll(hospital.files, letter.file_id)
  assert.equal(sha(given), sha(pdf))
  const html = await hospital.files.open(letter.html_file_id)
  assert.deepEqual(readBlocks(await text(html.stream)), [
    { kind: 'heading', level: 1, text: 'Letter' },
    { kind: 'paragraph', text: 'Dear patient' },
  ])
  const entry = await database('audit_log').where({ patient_id: patientId, action: 'added-letter' }).first()
  assert.equal(entry.subject_id, letter.id)
  assert.deepEqual(await database('outbox').pluck('kind'), ['letter-added'])
  await verifyAudit(database, { fault: fault => assert.fail(JSON.stringify(fault)), outside() {} })
})

onEachDatabase('the same import twice changes nothing', async t => {
  const database = await aDatabase(t)
  const hospital = await Hospital.open(t, database)
  const lines = [hospital.fields('L1'), hospital.fields('L2', { supersedes: 'L1' }), hospital.fields('L3')]
  lines.push({ id: 'L3', trust: hospital.odsCode, nhs_number: hospital.person.nhsNumber, withdrawn: true })
  assert.deepEqual(await hospital.take(...lines), ['1 added', '2 added', '3 added', '4 withdrawn'])
  const before = await contents()
  assert.deepEqual(await hospital.take(...lines), [
    '1 unchanged',
    '2 unchanged',
    '3 letter-withdrawn',
    '4 unchanged',
  ])
  assert.deepEqual(await contents(), before)

  function contents() {
    const tables = ['letter', 'stored_file', 'stored_file_chunk', 'audit_log', 'outbox']
    return Promise.all(tables.map(table => database(table)))
  }
})

onEachDatabase(
  'a letter may be replaced, shown later, linked and withdrawn, and each is written down',
  async t => {
    const database = await aDatabase(t)
    const hospital = await Hospital.open(t, database)
    const first = hospital.fields('L1')
    const { trust, nhs_number } = first
    await hospital.take(first)
    assert.deepEqual(await hospital.take({ ...first, embargoed_until: '2026-08-01T10:00:00+01:00' }), [
      '1 changed',
    ])
    assert.deepEqual(await hospital.take(hospital.fields('L2', { supersedes: 'L1' })), ['1 added'])
    const replaced = await database('letter').where('source_id', 'L1').first()
    const newer = await database('letter').where('source_id', 'L2').first()
    assert.equal(replaced.superseded_by, newer.id)
    assert.equal(replaced.version, 3)
    assert.deepEqual(await hospital.take({ id: 'L2', trust, nhs_number, withdrawn: 'true' }), ['1 withdrawn'])
    assert.deepEqual(
      await database('outbox').orderBy(['created_at', 'subject_version']).pluck('kind').then(sorted),
      ['letter-added', 'letter-added', 'letter-changed', 'letter-replaced', 'letter-withdrawn'],
    )
    assert.deepEqual(await database('audit_log').pluck('action').then(sorted), [
      'added-letter',
      'added-letter',
      'changed-letter',
      'replaced-letter',
      'withdrew-letter',
    ])
  },
)

onEachDatabase('a wrong letter is refused with its line and reason, and the others are taken in', async t => {
  const database = await aDatabase(t)
  const hospital = await Hospital.open(t, database)
  const other = testPerson(2)
  const otherId = await aPatient(database, other)
  const elsewhere = await aTrust(database)
  const theirs = await anAppointment(
    database,
    otherId,
    await aClinic(database, { trust_ods_code: hospital.odsCode }),
    when,
  )
  const { pas_id: theirPasId } = await database('appointment').where('id', theirs).first('pas_id')
  const known = hospital.fields('known')
  const fields = hospital.fields.bind(hospital)
  const { id: _, ...noId } = fields('no-id')
  assert.deepEqual(
    await hospital.take(
      known,
      fields('late', { supersedes: 'known' }),
      'not JSON',
      '[1]',
      fields('unknown-field', { salary: 'x' }),
      noId,
      fields('bad-number', { nhs_number: '9990000010' }),
      fields('no-kind', { kind: undefined }),
      fields('bad-date', { date: '30/06/2026' }),
      fields('future', { date: '2026-07-03' }),
      fields('wrong-trust', { trust: 'NOONE' }),
      fields('no-patient', { nhs_number: testPerson(3).nhsNumber }),
      fields('born', { date_of_birth: '1901-01-01' }),
      fields('specialty', { specialty: '007' }),
      fields('theirs', { appointment: theirPasId }),
      fields('supersedes', { supersedes: 'nothing' }),
      fields('itself', { supersedes: 'itself' }),
      fields('again', { supersedes: 'known' }),
      { ...known, kind: 'update' },
      { ...known, file: hospital.write('other.pdf', aPdf({ words: 'Other words' })) },
      { ...known, nhs_number: other.nhsNumber, date_of_birth: undefined },
      { ...known, trust: elsewhere, supersedes: 'known' },
      { id: 'unknown', trust: hospital.odsCode, nhs_number: other.nhsNumber, withdrawn: true },
      fields('fine'),
    ),
    [
      '1 added',
      '2 added',
      '3 not-a-record',
      '4 not-a-record',
      '5 wrong-field a field that is not known',
      '6 wrong-field id',
      '7 wrong-field nhs_number',
      '8 wrong-field kind',
      '9 wrong-field date',
      '10 date-in-future',
      '11 trust-unknown',
      '12 patient-unknown',
      '13 date-of-birth-differs',
      '14 specialty-unknown',
      '15 appointment-unknown',
      '16 supersedes-unknown',
      '17 wrong-field supersedes',
      '18 already-superseded',
      '19 changed-letter',
      '20 changed-letter',
      '21 other-patient',
      '22 wrong-field supersedes',
      '23 letter-unknown',
      '24 added',
    ],
  )
  assert.deepEqual(await database('letter').pluck('source_id').then(sorted), ['fine', 'known', 'late'])
  assert.equal((await database('stored_file')).length, 3)
})

function sha(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function sorted(list: string[]): string[] {
  return list.toSorted()
}
