import type { Request } from 'express'
import type { ProgramActor } from '../shared/actor.ts'
import type { DisclosureOf } from '../web/outcome.ts'

export interface Resource {
  resourceType: string
  id: string
}

export interface SearchRequest {
  /** Of the patient whose resources are requested. */
  nhsNumber: string
  actor: ProgramActor
  request: Request
}

/** One resource type of the Get Appointments API, and the disclosure that its response makes. */
export interface Search {
  resourceType: string
  shows: DisclosureOf<readonly Resource[]>
  find(search: SearchRequest): Promise<readonly Resource[]>
}
