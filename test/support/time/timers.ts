import { syncBuiltinESMExports } from 'node:module'
import type { TestContext } from 'node:test'

/** Replaces `setTimeout`, also that of node:timers/promises, by one whose time moves only by `pass`. */
export function stoppedTimers(t: TestContext): { pass(milliseconds: number): void; restore(): void } {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  // For modules that have imported it by name.
  syncBuiltinESMExports()
  const restore = () => {
    t.mock.timers.reset()
    syncBuiltinESMExports()
  }
  t.after(restore)
  return { pass: milliseconds => t.mock.timers.tick(milliseconds), restore }
}
