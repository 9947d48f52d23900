import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { demonstrationStaff, JO } from '../../../src/dev/demonstration/staff.ts'
import { ROLE_NAMES, STAFF_ROLES } from '../../../src/shared/permissions.ts'
import { Visitor } from '../../accessibility/visitor.ts'
import { startDemonstration } from '../../support/demonstration.ts'
import { heading, words } from '../../support/page.ts'

/** Staff log in at the simulator as they would at NHS CIS2 Authentication. */

const demonstration = await startDemonstration({ after })

/** The page of the portal after this person was chosen at the simulator. */
async function afterChoosing(id: string): Promise<{ html: string; status: number }> {
  const link = `${demonstration.nhsApp}/visit-staff/${id}?path=/staff`
  const visitor = await Visitor.arrive(link)
  const { shown } = visitor
  await visitor.leave()
  return shown
}

test('the simulator offers every role of both trusts, and says what each person is', async () => {
  const visitor = await Visitor.arrive(`${demonstration.url}/staff/log-in`)
  await visitor.take({ press: 'Continue' }, async () => undefined)
  const { html } = visitor.shown
  await visitor.leave()
  assert.equal(heading(html), 'Choose which member of staff to log in as')
  for (const { id, name } of demonstrationStaff) {
    assert.ok(html.includes(`name="person" value="${id}"`), id)
    assert.ok(words(html).includes(name), name)
  }
  for (const trust of ['Fernhollow University Hospitals NHS Trust', 'Castlemere NHS Foundation Trust'])
    for (const role of STAFF_ROLES)
      assert.ok(words(html).includes(`${ROLE_NAMES[role]}, ${trust}`), `${role} of ${trust}`)
})

for (const { id, name, posts, interest } of demonstrationStaff.filter(({ interest }) => !interest))
  test(`${name} works as ${posts[0]?.roleName} at ${posts[0]?.trustName}${interest}`, async () => {
    const { html } = await afterChoosing(id)
    assert.equal(heading(html), 'Staff start page')
    for (const each of [name, posts[0]?.roleName, posts[0]?.trustName])
      assert.ok(words(html).includes(String(each)), String(each))
  })

for (const [interest, title] of [
  ['two roles', 'Which role do you want to work in?'],
  ['no role', 'None of your roles can use this service'],
  ['not in the database', 'Your organisation does not use this service'],
  ['not strong enough', 'You need to log in more securely'],
] as const)
  test(`the person who has something to do with “${interest}” reads: ${title}`, async () => {
    const person = demonstrationStaff.find(each => each.interest.includes(interest))
    assert.equal(heading((await afterChoosing(String(person?.id))).html), title)
  })

test('the provider refuses what the real one refuses', async () => {
  const issuer = `${demonstration.nhsApp}/staff-login`
  const metadata = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()
  assert.equal(metadata.issuer, issuer)
  const right = {
    client_id: 'patient-portal',
    response_type: 'code',
    scope: 'openid profile nhsperson nationalrbacaccess',
    redirect_uri: `${demonstration.url}/staff/log-in/callback`,
    state: 's',
    nonce: 'n',
    prompt: 'login',
    acr_values: 'AAL2_OR_AAL3_ANY',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  }
  const ask = (changes: Record<string, string>) =>
    fetch(`${metadata.authorization_endpoint}?${new URLSearchParams({ ...right, ...changes })}`, {
      redirect: 'manual',
    })
  assert.match(String((await ask({})).headers.get('location')), /\/staff-login\/log-in\//)
  for (const changes of [
    { acr_values: 'AAL1' },
    { prompt: 'none' },
    { nonce: '' },
    { code_challenge: '' },
    { redirect_uri: `${demonstration.url}/patient-portal/log-in/callback` },
  ]) {
    const refused = await ask(changes as Record<string, string>)
    assert.doesNotMatch(String(refused.headers.get('location')), /\/log-in\/[^c]/, JSON.stringify(changes))
  }
})

test('a link of the catalogue logs in whom it names, and nobody that is not there', async () => {
  assert.equal(heading((await afterChoosing(JO)).html), 'Which role do you want to work in?')
  for (const [id, path] of [
    ['1', '/staff'],
    [JO, '//evil.example'],
    [JO, '/patient-portal'],
  ])
    assert.equal((await fetch(`${demonstration.nhsApp}/visit-staff/${id}?path=${path}`)).status, 404)
})
