// The browser is shared by all files of the group: opened by one of them, it would close with that one.
import '../browser/browser.ts'
import { runGroup } from './run-group.ts'

await runGroup('browser-pages')
