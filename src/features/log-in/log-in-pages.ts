import type { Services } from '../../services.ts'
import type { OpenPage, PageTable } from '../../web/page.ts'
import { callback } from './callback.ts'
import { cannotShow } from './cannot-show.ts'
import { cookiesNeeded } from './cookies-needed.ts'
import { forSomeoneElse } from './for-someone-else.ts'
import { logIn } from './log-in.ts'
import { logInProblem, noConsent } from './log-in-problem.ts'
import { loggedOut, logOut } from './log-out.ts'
import { start } from './start.ts'
import { stayLoggedIn } from './stay-logged-in.ts'
import { stillThere } from './still-there.ts'
import { timedOut } from './timed-out.ts'
import { under16 } from './under-16.ts'

export function logInPages(services: Services): PageTable<OpenPage> {
  return {
    '/log-in': logIn(),
    '/log-in/start': start(services),
    '/log-in/callback': callback(services),
    '/log-in/cookies-needed': cookiesNeeded(),
    '/log-in/no-consent': noConsent(),
    '/log-in/problem/:problem': logInProblem(),
    '/log-in/cannot-show': cannotShow(),
    '/log-in/for-someone-else': forSomeoneElse(),
    '/log-in/under-16': under16(),
    '/log-out': logOut(services),
    '/logged-out': loggedOut(),
    '/stay-logged-in': stayLoggedIn(services),
    '/still-there': stillThere(services),
    '/timed-out': timedOut(services),
  }
}
