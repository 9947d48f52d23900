import { randomUUID } from 'node:crypto'
import express, { type Response, type Router } from 'express'
import type { LoginAssertions } from './login-assertions.ts'
import type { SimulatorOptions } from './options.ts'

/** What the NHS App shows someone who is logged in to it: their appointments, each a link into the portal. */
export function nhsApp(options: SimulatorOptions, assertions: LoginAssertions): Router {
  const { people, portalUrl, appointmentsOf } = options
  const router = express.Router()

  router.get('/', (_req, res) => res.render('people.njk', { people }))

  // People go by their place in the list, because an NHS number does not belong in an address.
  router.get('/app/:place', async (req, res) => {
    const person = people[Number(req.params.place) - 1]
    if (!person) return notFound(res)
    const appointments = await appointmentsOf(person.nhsNumber)
    res.render('appointments.njk', {
      person,
      place: req.params.place,
      upcoming: appointments.filter(each => each.upcoming),
      past: appointments.filter(each => !each.upcoming),
    })
  })

  // The assertion is made on the click, because it lives for a minute.
  router.get('/app/:place/open', async (req, res) => {
    const person = people[Number(req.params.place) - 1]
    const appointments = person ? await appointmentsOf(person.nhsNumber) : []
    const appointment = appointments.find(each => each.path === req.query.path)
    if (!person || !appointment) return notFound(res)
    const link = new URL(portalUrl + appointment.path)
    link.searchParams.append('from', 'nhsApp')
    link.searchParams.append('extSystemName', 'patient-portal')
    link.searchParams.append('trackingId', randomUUID())
    link.searchParams.append('assertedLoginIdentity', await assertions.make(person))
    res.redirect(303, link.href)
  })

  return router
}

function notFound(res: Response) {
  res.status(404).render('problem.njk', { problem: 'There is no such page.' })
}
