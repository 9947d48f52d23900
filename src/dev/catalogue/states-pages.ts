import { z } from 'zod'
import type { Database } from '../../database/database.ts'
import type { StoredFiles } from '../../files/stored-files.ts'
import type { Clock } from '../../shared/clock.ts'
import { londonDate } from '../../shared/dates.ts'
import {
  BadRequest,
  Forbidden,
  NotFound,
  NotPermitted,
  TooManyRequests,
  Unavailable,
} from '../../shared/errors.ts'
import { readOwnForm } from '../../web/forms.ts'
import { openView } from '../../web/outcome.ts'
import type { OpenPage, PageTable } from '../../web/page.ts'
import { hospitalEvents, triggerHospitalEvent } from '../demonstration/feature-data.ts'
import { renewDemonstration } from '../demonstration/fill-demonstration.ts'
import { demonstrationPeople } from '../demonstration/people.ts'
import { demonstrationStaff } from '../demonstration/staff.ts'
import { linkTo } from './link-to.ts'
import type { State } from './state.ts'
import { statesWithout } from './states.ts'
import { stepInstruction } from './step-instructions.ts'

const view = openView('help/states')

const PUT_BACK = 'Put everything back'

interface Demonstration {
  clock: Clock
  database: Database
  files: StoredFiles
  /** Scheme and host of the simulated NHS App. */
  simulator: string
  disabledFeatures: readonly string[]
}

/**
 * For auditors of the demonstration: the catalogue of states, and buttons that trigger hospital events. Never in
 * production.
 */
export function statesPages(demonstration: Demonstration): PageTable<OpenPage> {
  return { '/help/states': everyState(demonstration), '/help/states/problem/:problem': aProblem() }
}

/** For the same auditors: the error pages of staff. */
export function staffStatesPages(): PageTable<OpenPage> {
  return { '/problem/:problem': { show: aProblem().show } }
}

function everyState({ clock, database, files, simulator, disabledFeatures }: Demonstration): OpenPage {
  const states = statesWithout(disabledFeatures)
  const names = [PUT_BACK, ...Object.keys(hospitalEvents)]
  const rules = z.strictObject({ happening: z.enum(names) })
  return {
    show: () => view({ pages: catalogue(states, clock, simulator), names }),
    async submit(request) {
      const { happening } = readOwnForm(rules, request.body)
      if (happening === PUT_BACK) await renewDemonstration(database, clock.now(), files)
      else await triggerHospitalEvent(happening, database, clock.now())
      return view({ pages: catalogue(states, clock, simulator), names, done: happening })
    },
  }
}

/** The states by page, each with the link and the instructions an auditor needs. */
function catalogue(states: readonly State[], clock: Clock, simulator: string) {
  const people = demonstrationPeople(londonDate(clock.now()))
  const described = states.map(state => {
    const person = people.find(({ nhsNumber }) => nhsNumber === state.person)
    return {
      ...state,
      who: person
        ? `${person.givenName} ${person.familyName}`.slice(0, 40)
        : demonstrationStaff.find(({ id }) => id === state.staff)?.name,
      link: linkTo(state, people, simulator),
      steps: (state.steps ?? []).map(stepInstruction),
    }
  })
  return [...Map.groupBy(described, ({ page }) => page)].map(([name, all]) => ({ name, states: all }))
}

const PROBLEMS: Record<string, () => Error> = {
  'not-understood': () => new BadRequest(),
  'service-unavailable': () => new Unavailable(),
  'form-expired': () => new Forbidden(),
  'not-permitted': () => new NotPermitted(),
  'something-broke': () => new Error('Thrown on purpose, to show its error page'),
  'too-many-requests': () => new TooManyRequests(60),
}

/** Throws an error on purpose, to show the portal's own error page. */
function aProblem(): OpenPage {
  const fail: OpenPage['show'] = request => {
    const { problem } = request.params
    throw (Object.hasOwn(PROBLEMS, String(problem)) && PROBLEMS[String(problem)]?.()) || new NotFound()
  }
  return { show: fail, submit: fail }
}
