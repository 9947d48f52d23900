/*
 * Expected refusals of the work on a task. Nothing has been changed.
 */

/** The task has changed since the member of staff saw it. */
export class TaskChanged extends Error {}

/** Another member of staff is working on the task. They can be replaced with a reason. */
export class TaskClaimed extends Error {}

/** The task cannot be closed with this outcome. `why`: in words for staff. */
export class CannotClose extends Error {
  readonly why: string

  constructor(why: string) {
    super('The task cannot be closed with this outcome')
    this.why = why
  }
}
