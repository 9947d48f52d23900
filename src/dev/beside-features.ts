import { existsSync } from 'node:fs'
import { features } from '../features.ts'

/** Loads this file from every feature folder that has one: the feature's states, or its demonstration data. */
export async function loadBesideFeatures<Module>(
  file: 'states.ts' | 'demonstration.ts',
): Promise<(Module & { feature: string })[]> {
  const modules: (Module & { feature: string })[] = []
  for (const { name } of features) {
    const url = new URL(`../features/${name}/${file}`, import.meta.url)
    if (existsSync(url)) modules.push({ ...(await import(url.href)), feature: name })
  }
  return modules
}
