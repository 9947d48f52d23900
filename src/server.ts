import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Caching the compiled files makes the next start faster. Node recompiles a file when its content changes.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/portal', import.meta.url)))
await import('./start.ts')
