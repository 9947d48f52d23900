import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Node keeps what it compiles, types taken out, and takes it from there at the next start: as long as it is the same.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/portal', import.meta.url)))
await import('./start.ts')
