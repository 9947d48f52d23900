import { syncBuiltinESMExports } from 'node:module'
import perf from 'node:perf_hooks'
import type { TestContext } from 'node:test'

/*
 * On a busy machine the event loop of a test's process is late, and a portal in it would refuse requests as overloaded.
 * So portals of tests find it on time, unless the test is about overload.
 */

const { monitorEventLoopDelay } = perf
let measured = false
const onTime = { enable: () => true, disable: () => true, reset() {}, percentile: () => 0 }

Object.assign(perf, {
  monitorEventLoopDelay: (options: Parameters<typeof monitorEventLoopDelay>[0]) =>
    measured ? monitorEventLoopDelay(options) : onTime,
})
syncBuiltinESMExports()

/** Portals that start in this test measure their event loop. */
export function measureEventLoop(t: TestContext): void {
  measured = true
  t.after(() => {
    measured = false
  })
}
