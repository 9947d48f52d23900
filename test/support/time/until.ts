import { setTimeout as wait } from 'node:timers/promises'

/** Waits until something is so; fails when it is not after a time that no machine needs. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  seconds = 120,
  every = 50,
): Promise<void> {
  const latest = performance.now() + seconds * 1000
  while (!(await isSo())) {
    if (performance.now() > latest) throw new Error(`Not so after ${seconds} seconds: ${what}`)
    await wait(every)
  }
}

/**
 * Waits a moment in which a fault would show, for what must not happen. A busy machine may show less of it; it never
 * fails a test whose code is right.
 */
export const aMoment = (milliseconds = 200): Promise<void> => wait(milliseconds)
