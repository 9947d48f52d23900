import { existsSync } from 'node:fs'
import { features } from '../features.ts'

/** Loads the file of this name beside each feature that has one: its states, or its demonstration data. */
export async function loadBesideFeatures<Module>(file: 'states.ts' | 'demonstration.ts'): Promise<Module[]> {
  const modules: Module[] = []
  for (const { name } of features) {
    const url = new URL(`../features/${name}/${file}`, import.meta.url)
    if (existsSync(url)) modules.push(await import(url.href))
  }
  return modules
}
