import { randomUUID } from 'node:crypto'
import { someone } from '../../features/appointments/support.ts'
import { PagesElsewhere } from '../../support/nhs-login/pages-elsewhere.ts'
import { newPerson } from '../../support/person.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { HOME } from './model.ts'

export type How = 'typed' | 'link' | 'NHS App' | 'bare link' | 'stray callback'

/** The portal, the issuer and the pages of NHS login on other origins, and the people who use one browser. */
export interface World {
  portal: TestPortal
  pages: PagesElsewhere
  /** The pages that a tab may be going to. */
  targets: string[]
  /** A word of each patient's record. */
  wordsOf: { Maria: string; Tom: string }
  addressOf(target: string, how: How): Promise<string>
  close(): Promise<void>
}

export async function aWorld(): Promise<World> {
  const portal = await aPortal()
  const wordsOf = { Maria: 'Rheumatology', Tom: 'Dermatology' }
  const maria = await someone(portal, { appointment: { title: wordsOf.Maria } })
  const tom = await someone(portal, { appointment: { title: wordsOf.Tom } })
  for (const [patient, given_name] of [
    [maria, 'Maria'],
    [tom, 'Tom'],
  ] as const)
    await portal.database('patient').where('id', patient.patientId).update({ given_name })
  const people = { Maria: maria.person, Tom: tom.person, Stranger: newPerson() }
  const pages = await PagesElsewhere.start(portal.nhsLogin, people)
  const list = `${HOME}/appointments`
  return {
    portal,
    pages,
    wordsOf,
    targets: [
      ...[HOME, list, `${list}?past=2`, `${HOME}/help/contact`],
      ...[maria.address, tom.address, `${maria.address}/cancel`],
    ],
    async addressOf(target, how) {
      const added = new URLSearchParams()
      if (how === 'stray callback') return `${HOME}/log-in/callback?code=x&state=y`
      if (how === 'link' || how === 'NHS App')
        added.set('assertedLoginIdentity', await portal.nhsLogin.newAssertedLoginIdentity())
      if (how === 'NHS App' || how === 'bare link') added.set('from', 'nhsApp')
      if (how === 'NHS App' || how === 'bare link') added.set('trackingId', randomUUID())
      return added.size > 0 ? `${target}${target.includes('?') ? '&' : '?'}${added}` : target
    },
    async close() {
      await portal.close()
      await pages.close()
    },
  }
}
