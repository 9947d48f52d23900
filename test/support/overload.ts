import type { TestContext } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { measureEventLoop } from './time/event-loop.ts'

/** Milliseconds: later than the portal accepts of its event loop, and how often it looks. */
const LATE = 300
const LOOK_EVERY = 2000
/** Between two looks: the first only begins what is measured. */
const TURNS = 3

/** Before the portal starts: it looks at its event loop when the test says so. */
export function mockLooks(t: TestContext): void {
  measureEventLoop(t)
  t.mock.timers.enable({ apis: ['setInterval'] })
}

export function passLook(t: TestContext): void {
  t.mock.timers.tick(LOOK_EVERY)
}

/** While `act` runs, every pass of the event loop is late. It sleeps, so that other processes have the processor. */
export async function whileOverloaded(t: TestContext, act: () => Promise<void>): Promise<void> {
  const nothing = new Int32Array(new SharedArrayBuffer(4))
  let overloaded = true
  const turns = (async () => {
    for (let turn = 1; overloaded; turn++) {
      Atomics.wait(nothing, 0, 0, LATE)
      await nextTurn()
      if (turn % TURNS === 0) passLook(t)
    }
  })()
  try {
    await act()
  } finally {
    overloaded = false
    await turns
  }
}
