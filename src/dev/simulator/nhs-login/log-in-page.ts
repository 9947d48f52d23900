import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import type { Provider } from 'oidc-provider'
import type { SimulatorOptions } from '../options.ts'
import { P5, P9, subjectOf } from './accounts.ts'

const OUTCOMES = [
  { value: 'success', label: 'Log in', acr: P9 },
  {
    value: 'consent-not-given',
    label: 'Refuse to share information',
    error: 'access_denied',
    description: 'ConsentNotGiven',
  },
  { value: 'p5', label: 'Log in without having proven who they are (P5)', acr: P5 },
  {
    value: 'sso-login-required',
    label: 'Fail: log-in from the NHS App refused',
    error: 'sso_login_required',
  },
  { value: 'server-error', label: 'Fail: server error', error: 'server_error' },
  {
    value: 'temporarily-unavailable',
    label: 'Fail: temporarily unavailable',
    error: 'temporarily_unavailable',
  },
]

/** The log-in page: each person has a button, and there is no password. */
export function logInPage(provider: Provider, { people, clientId }: SimulatorOptions): Router {
  const router = express.Router()

  router.get('/log-in/:uid', async (req, res) => {
    await provider.interactionDetails(req, res)
    res.render('log-in.njk', { people, outcomes: OUTCOMES, clientId })
  })

  router.post('/log-in/:uid', express.urlencoded({ extended: false }), async (req, res) => {
    const person = people.find(each => each.nhsNumber === req.body?.person)
    const outcome = OUTCOMES.find(each => each.value === (req.body?.outcome ?? 'success'))
    if (!person || !outcome) {
      res.status(400).render('problem.njk', { problem: 'There is no such person or outcome.' })
      return
    }
    const { error, description, acr } = outcome
    const accountId = subjectOf(person)
    const result = error ? { error, error_description: description } : { login: { accountId, acr } }
    const returnTo = await provider.interactionResult(req, res, result)
    if (!error) await switchAccount(provider, req, res, accountId)
    res.redirect(303, returnTo)
  })

  // The log-in has expired, or the simulator was restarted.
  router.use((error: { statusCode?: number }, _req: Request, res: Response, next: NextFunction) => {
    if (error.statusCode !== 400) return next(error)
    res.status(400).render('problem.njk', { problem: 'This log-in has ended. Go back to where you began.' })
  })

  return router
}

/**
 * Switches the session to the next person. oidc-provider itself would need a page that submits itself with a script.
 */
async function switchAccount(provider: Provider, req: Request, res: Response, accountId: string) {
  const session = await provider.Session.get(provider.createContext(req, res))
  if (!session.accountId || session.accountId === accountId) return
  session.accountId = accountId
  await session.persist()
}
