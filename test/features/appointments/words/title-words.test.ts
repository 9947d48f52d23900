import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SPECIALTIES } from '../../../../src/features/appointments/words/specialties.ts'
import { titleWords } from '../../../../src/features/appointments/words/title-words.ts'
import { specialtyName } from '../../../../src/fhir/specialties.ts'

const codes = Array.from({ length: 1000 }, (_, code) => String(code).padStart(3, '0')).filter(specialtyName)

test('everyday words stand for each treatment function of the NHS Data Dictionary, and for no other code', () => {
  assert.ok(codes.length > 80)
  assert.deepEqual(Object.keys(SPECIALTIES), codes)
})

test('each entry begins with the name that the NHS Data Dictionary gives to its code', () => {
  const renamed = { 150: 'Neurosurgical' }
  for (const [code, { name }] of Object.entries(SPECIALTIES)) {
    if (Object.hasOwn(renamed, code)) continue
    const published = String(specialtyName(code))
    assert.equal(titleWords(published, code).inSentence.replace(/ \(.*/, ''), name, code)
  }
})

test('everyday words are few, short and in small letters, and do not repeat the name', () => {
  for (const [code, { name, means }] of Object.entries(SPECIALTIES)) {
    assert.match(name, /^[a-z][a-z ,]+$/, code)
    if (means === undefined) continue
    assert.match(means.replaceAll('X-ray', 'x-ray'), /^[a-z][a-z ,'-]+$/, code)
    assert.ok(means.length <= 32 && means.split(' ').length <= 6, means)
    for (const word of means.split(/[ ,]+/))
      assert.ok(!/(ology|iatrics?|ectomy|oscopy|medicine)$/.test(word), means)
    assert.ok(!name.includes(means), code)
    // A clinician decides what to say to a patient who may not have been told yet.
    assert.doesNotMatch(means, /cancer|tumour|dying|death|terminal/, code)
  }
})

for (const [title, code, heading, inSentence] of [
  ['Cardiology', '320', 'Cardiology (heart)', 'cardiology (heart)'],
  [
    'Trauma and orthopaedics',
    '110',
    'Trauma and orthopaedics (bones and joints)',
    'trauma and orthopaedics (bones and joints)',
  ],
  [
    'Trauma & Orthopaedic Service',
    '110',
    'Trauma & Orthopaedic Service (bones and joints)',
    'trauma and orthopaedics (bones and joints)',
  ],
  ['Ear, nose and throat', '120', 'Ear, nose and throat', 'ear, nose and throat'],
  // What explains the specialty does not explain these.
  ['Hip replacement', '110', 'Hip replacement', 'hip replacement'],
  ['Breast assessment', '103', 'Breast assessment', 'breast assessment'],
  ['Cardiology', '999', 'Cardiology', 'cardiology'],
  ['ENT', '120', 'ENT', 'ENT'],
  ['PET-CT scan', '812', 'PET-CT scan', 'PET-CT scan'],
  ['MRI', '812', 'MRI', 'MRI'],
  ['X-ray', '812', 'X-ray', 'X-ray'],
  ['Parkinson’s clinic', '400', 'Parkinson’s clinic', 'Parkinson’s clinic'],
  ['Crohn’s disease', '301', 'Crohn’s disease', 'Crohn’s disease'],
  ['Stoma care', '104', 'Stoma care', 'stoma care'],
  ['Ōura', '320', 'Ōura', 'ōura'],
  ['', '320', '', ''],
] as const)
  test(`“${title}” of ${code} is “${heading}” in a heading and “${inSentence}” in a sentence`, () => {
    assert.deepEqual(titleWords(title, code), { heading, inSentence })
  })
