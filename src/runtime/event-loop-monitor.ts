import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * Milliseconds, of the 90th percentile of the event loop delay. The 99th percentile would be misleading: it is also
 * high in an idle process on a busy machine.
 */
const MAX_DELAY = 200
/** Milliseconds. */
const SAMPLE_INTERVAL = 2000
/** Number of consecutive slow samples that mean overload. Fewer may be only a short pause. */
const SLOW_SAMPLES = 5

/** Detects by the event loop delay when this process has more work than it can do. */
export function monitorEventLoop(): { isOverloaded(): boolean; stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  let slowSamples = 0
  delay.enable()
  const timer = setInterval(() => {
    slowSamples = delay.percentile(90) / 1e6 > MAX_DELAY ? slowSamples + 1 : 0
    delay.reset()
  }, SAMPLE_INTERVAL)
  timer.unref()
  return {
    isOverloaded: () => slowSamples >= SLOW_SAMPLES,
    stop() {
      clearInterval(timer)
      delay.disable()
    },
  }
}
