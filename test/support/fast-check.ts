import fc from 'fast-check'

/*
 * Every property test of a file starts from this seed, which is printed. `SEED=7 node --test <file>` repeats a run; when a
 * property fails, fast-check also says which example did.
 */

const { SEED } = process.env
const seed = SEED ? Number(SEED) : Math.floor(Math.random() * 2 ** 31)
fc.configureGlobal({ seed })
process.stdout.write(`SEED=${seed}\n`)

/**
 * For a test that asserts what its examples have covered, which no random run can promise: the same examples every time.
 * With SEED it tries others, and `asserted` is false.
 */
export const covering = { seed: SEED ? seed : 20_260_615, asserted: !SEED }

export { fc }
