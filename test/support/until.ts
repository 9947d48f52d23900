import { setTimeout as wait } from 'node:timers/promises'

/** Waits until something is so; fails when it is not after a time that no machine needs. */
export async function until(what: string, isSo: () => Promise<boolean>, seconds = 30): Promise<void> {
  const latest = performance.now() + seconds * 1000
  while (!(await isSo())) {
    if (performance.now() > latest) throw new Error(`Not so after ${seconds} seconds: ${what}`)
    await wait(50)
  }
}
