/** The patient already has as many open requests as they may. Nothing has been changed. */
export class TooManyOpen extends Error {}

/** The request is not open any more, so it was not withdrawn. */
export class ContactRequestEnded extends Error {
  readonly id: string

  constructor(id: string) {
    super('The contact request is not open any more')
    this.id = id
  }
}
