/** The patient has changed since the member of staff saw them. Nothing has been changed. */
export class PatientChanged extends Error {}
