import type { OpenPage, PageTable } from '../../web/page.ts'
import type { StaffServices } from '../feature.ts'
import { callback } from './callback.ts'
import { chooseRole } from './choose-role.ts'
import { logIn, start } from './log-in.ts'
import { logInProblem } from './log-in-problem.ts'
import { loggedOut, logOut } from './log-out.ts'
import { stayLoggedIn, timedOut } from './timed-out.ts'

export function staffLogInPages(services: StaffServices): PageTable<OpenPage> {
  return {
    '/log-in': logIn(),
    '/log-in/start': start(services),
    '/log-in/callback': callback(services),
    '/log-in/problem/:problem': logInProblem(),
    '/choose-role': chooseRole(services),
    '/log-out': logOut(services),
    '/logged-out': loggedOut(),
    '/stay-logged-in': stayLoggedIn(services),
    '/timed-out': timedOut(services),
  }
}
