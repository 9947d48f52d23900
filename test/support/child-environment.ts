import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What one process has compiled the next need not. */
const COMPILED = join(tmpdir(), 'node-compile-cache')

const { HOME = '', NODE_COMPILE_CACHE = COMPILED, PATH = '' } = process.env

/** What a program of ours needs of our environment to start, and to start quickly: no setting of the portal. */
export const childEnvironment = { HOME, NODE_COMPILE_CACHE, PATH }
