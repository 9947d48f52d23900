import type { ChangeRequest, RequestEvent } from './change-request.ts'

/*
 * Expected refusals of the work on a request: someone else was first. Nothing has been changed. Each holds what a page
 * needs to say who did what, and when.
 */

/** The request has changed since the member of staff saw it. */
export class RequestChanged extends Error {
  /** As it is now. */
  readonly request: ChangeRequest
  /** The last step; undefined if the request was closed in the PAS, without the portal. */
  readonly last: RequestEvent | undefined

  constructor(request: ChangeRequest, last: RequestEvent | undefined) {
    super('The request has changed')
    this.request = request
    this.last = last
  }
}

/** Another member of staff is working on the request, since `request.claim.at`. They can be replaced with a reason. */
export class ClaimedByAnother extends Error {
  readonly request: ChangeRequest

  constructor(request: ChangeRequest) {
    super('Another member of staff is working on the request')
    this.request = request
  }
}

/** The appointment has changed since the member of staff saw it, or cannot be cancelled or moved any more. */
export class BookingChanged extends Error {}
