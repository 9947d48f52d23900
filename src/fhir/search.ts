import type { Request } from 'express'
import type { ProgramActor } from '../shared/actor.ts'
import type { DisclosureOf } from '../web/outcome.ts'

export interface Resource {
  resourceType: string
  id: string
}

/** What a search is asked: by whom, and about which patient. */
export interface Asking {
  nhsNumber: string
  actor: ProgramActor
  request: Request
}

/** One resource type of the Get Appointments API, and what its answer tells of whom. */
export interface Search {
  resourceType: string
  shows: DisclosureOf<readonly Resource[]>
  find(asking: Asking): Promise<readonly Resource[]>
}
