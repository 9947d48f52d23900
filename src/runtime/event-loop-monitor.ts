import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * Milliseconds: when one in ten turns of the event loop is later than this, everybody waits. One in a hundred would
 * be no sign: so many are late in a process with little to do beside neighbours who have much.
 */
const LATEST = 200
/** Looks this often, in milliseconds, and believes it after so many bad looks in a row: a pause is no overload. */
const LOOK_EVERY = 2000
const LOOKS = 5

/** Whether this process has more to do than it can, told by how late its event loop comes round. */
export function monitorEventLoop(): { isOverloaded(): boolean; stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  let late = 0
  delay.enable()
  const looking = setInterval(() => {
    late = delay.percentile(90) / 1e6 > LATEST ? late + 1 : 0
    delay.reset()
  }, LOOK_EVERY)
  looking.unref()
  return {
    isOverloaded: () => late >= LOOKS,
    stop() {
      clearInterval(looking)
      delay.disable()
    },
  }
}
