/** Milliseconds. */
const TICK = 10

/**
 * How long something takes, and its result. Counted are the milliseconds that the machine gave to this process: each
 * tick of a timer counts once, however late it comes. So a limit that the code keeps is kept on a busy machine too.
 */
export async function timeTaken<Result>(
  act: () => PromiseLike<Result>,
): Promise<[milliseconds: number, result: Result]> {
  let ticks = 0
  const timer = setInterval(() => ticks++, TICK)
  try {
    const result = await act()
    return [ticks * TICK, result]
  } finally {
    clearInterval(timer)
  }
}
