/** The patient has changed since the member of staff saw them. Nothing has been changed. */
export class PatientChanged extends Error {}

/** The patient has asked for a change of the appointment. Staff answer the request instead. */
export class RequestOpen extends PatientChanged {
  readonly requestId: string

  constructor(requestId: string) {
    super('The patient has an open request about the appointment')
    this.requestId = requestId
  }
}
