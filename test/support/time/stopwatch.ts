import type { TestContext } from 'node:test'

/** Replaces `performance.now` by a clock that moves only by `pass`, so that a busy machine changes nothing. */
export function stoppedStopwatch(t: TestContext): { pass(milliseconds: number): void } {
  let now = Math.round(performance.now())
  t.mock.method(performance, 'now', () => now)
  return {
    pass(milliseconds) {
      now += milliseconds
    },
  }
}
