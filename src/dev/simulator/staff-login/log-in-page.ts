import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import type { Provider } from 'oidc-provider'
import { STAFF_LOGIN_PATH } from './staff-login.ts'
import type { SimulatedStaff } from './staff-people.ts'

/** Names who is about to log in, so that a link of the catalogue needs no choice. Gone when the log-in is finished. */
const VISITOR = 'simulator_staff_visitor'

/** The log-in page of staff: each person has a button, and there is no password. */
export function staffLogInPage(
  provider: Provider,
  { portalUrl, staff }: { portalUrl: string; staff: readonly SimulatedStaff[] },
): Router {
  const router = express.Router()
  const path = `${STAFF_LOGIN_PATH}/log-in/:uid`

  router.get(path, async (req, res) => {
    await provider.interactionDetails(req, res)
    const visitor = new RegExp(`${VISITOR}=(\\d+)`).exec(req.headers.cookie ?? '')?.[1]
    const person = staff.find(({ id }) => id === visitor)
    res.clearCookie(VISITOR, { path: STAFF_LOGIN_PATH })
    if (person) return finish(req, res, person)
    res.render('staff-log-in.njk', { staff })
  })

  router.post(path, express.urlencoded({ extended: false }), async (req, res) => {
    const person = staff.find(({ id }) => id === req.body?.person)
    if (person) return finish(req, res, person)
    res.status(400).render('problem.njk', { problem: 'There is no such person.' })
  })

  // For auditors: opens any page for staff as this person.
  router.get('/visit-staff/:id', (req, res) => {
    const address = String(req.query.path)
    if (!staff.some(({ id }) => id === req.params.id) || !/^\/staff(?=[/?]|$)/.test(address))
      return res.status(404).render('problem.njk', { problem: 'There is no such page.' })
    res.cookie(VISITOR, req.params.id, { path: STAFF_LOGIN_PATH, httpOnly: true, sameSite: 'lax' })
    res.redirect(303, `${portalUrl}/staff/log-in/start?${new URLSearchParams({ to: address })}`)
  })

  // The log-in has expired, or the simulator was restarted.
  router.use((error: { statusCode?: number }, _req: Request, res: Response, next: NextFunction) => {
    if (error.statusCode !== 400) return next(error)
    res.status(400).render('problem.njk', { problem: 'This log-in has ended. Go back to where you began.' })
  })

  return router

  async function finish(req: Request, res: Response, { id }: SimulatedStaff): Promise<void> {
    const returnTo = await provider.interactionResult(req, res, { login: { accountId: id } })
    const session = await provider.Session.get(provider.createContext(req, res))
    // oidc-provider itself would need a page that submits itself with a script to switch to another person.
    if (session.accountId && session.accountId !== id) {
      session.accountId = id
      await session.persist()
    }
    res.redirect(303, returnTo)
  }
}
