import express, { type Response, type Router } from 'express'
import type { Aggregator } from './aggregator.ts'
import type { LoginAssertions } from './nhs-login/login-assertions.ts'
import type { SimulatedPerson, SimulatorOptions } from './options.ts'

/** The NHS App's labels for the aggregator's codes. */
const STATUS: Record<string, string> = {
  booked: 'Booked',
  bookedPendingCancellation: 'Pending cancellation',
  bookedPendingReschedule: 'Pending reschedule',
  cancelledPendingReschedule: 'Cancelled, pending reschedule',
  cancelled: 'Cancelled',
  fulfilled: 'Attended',
  noshow: 'Missed',
}

/** The simulated NHS App. It lists the appointments of the person logged in, each with a deep link to the portal. */
export function nhsApp(
  { people, portalUrl }: SimulatorOptions,
  assertions: LoginAssertions,
  aggregator: Aggregator,
): Router {
  const router = express.Router()

  router.get('/', (_req, res) => res.render('people.njk', { people }))

  // People are identified by their place in the list, because an NHS number must not be in a URL.
  router.get('/app/:place', async (req, res) => {
    const person = people[Number(req.params.place) - 1]
    if (!person) return notFound(res)
    const { appointments = [], problem } = await aggregator.appointmentsOf(person)
    const list = appointments.map(each => ({ ...each, status: STATUS[each.code] ?? each.code }))
    res.render('appointments.njk', {
      person,
      place: req.params.place,
      problem: problem ?? '',
      upcoming: list.filter(each => each.upcoming),
      past: list.filter(each => !each.upcoming).toReversed(),
    })
  })

  // The assertion is created on the click, because it expires after a minute. The link is new in every answer too.
  router.get('/app/:place/open', async (req, res) => {
    const person = people[Number(req.params.place) - 1]
    const { appointments = [] } = person ? await aggregator.appointmentsOf(person) : {}
    const appointment = appointments.find(each => each.id === req.query.appointment)
    // The NHS App opens only links to the portal it knows.
    if (!person || !appointment?.link.startsWith(`${portalUrl}/`)) return notFound(res)
    res.redirect(303, await deepLink(person, appointment.link, true))
  })

  // For auditors: opens any page of the portal as this person, inside the NHS App or not.
  router.get('/visit/:place', async (req, res) => {
    const person = people[Number(req.params.place) - 1]
    const path = String(req.query.path)
    if (!person || !/^\/patient-portal(?=[/?]|$)/.test(path)) return notFound(res)
    res.redirect(303, await deepLink(person, portalUrl + path, req.query.inside === 'yes'))
  })

  return router

  async function deepLink(person: SimulatedPerson, address: string, inside: boolean): Promise<string> {
    const link = new URL(address)
    if (inside) link.searchParams.append('from', 'nhsApp')
    link.searchParams.append('assertedLoginIdentity', await assertions.make(person))
    return link.href
  }
}

function notFound(res: Response) {
  res.status(404).render('problem.njk', { problem: 'There is no such page.' })
}
