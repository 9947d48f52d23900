import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkParts } from '../../../src/web/filters/link-parts.ts'

const ID = '00000000-0000-4000-8000-000000000000'
const seen = (html: string) =>
  linkParts(html).map(part => ({
    ...part,
    html: part.html && String(part.html),
    inside: part.inside && String(part.inside),
  }))

test('a link to an appointment and to the list is known, and every other link is not', () => {
  for (const [href, destination] of [
    [`/patient-portal/appointment/${ID}`, { appointmentId: ID }],
    ['/patient-portal/appointments', { list: '' }],
    ['/patient-portal/appointments?past=2&amp;upcoming=1#past', { list: '?past=2&upcoming=1' }],
    [`/patient-portal/appointment/${ID}/cancel`, {}],
    ['/patient-portal/appointments-of-others', {}],
    [`https://elsewhere.example/patient-portal/appointment/${ID}`, {}],
    ['tel:111', {}],
    ['#get-help', {}],
  ] as const) {
    const [before, link, behind] = linkParts(`<p>1 <a class="x" href="${href}" rel="y"><b>2</b></a> 3</p>`)
    assert.equal(String(before?.html), '<p>1 ')
    assert.equal(String(link?.inside), '<b>2</b>')
    assert.equal(String(behind?.html), ' 3</p>')
    assert.equal(String(link?.attributes), ' class="x" rel="y"')
    const { attributes: _attributes, inside: _inside, ...found } = link ?? {}
    assert.deepEqual(found, destination, href)
  }
})

test('forms are left out, with what is inside them', () => {
  assert.deepEqual(seen('1<form method="post"><a href="/x">2</a><button>3</button></form>4'), [
    { html: '14', inside: undefined },
  ])
})

test('elements whose names begin with an a are no links', () => {
  assert.deepEqual(seen('<abbr>1</abbr><address>2</address>'), [
    { html: '<abbr>1</abbr><address>2</address>', inside: undefined },
  ])
})
