import type { Engine } from './engine.ts'

interface Chosen {
  present: Engine[]
  /** Those that somebody asked to leave out. */
  leftOut: string[]
  /** What to tell about each engine that is neither installed nor left out. */
  missing: string[]
}

/** Nothing is left out without being asked for: what is not installed is said. */
export function chooseEngines(engines: readonly Engine[], without: readonly string[]): Chosen {
  const names = engines.map(({ name }) => name.toLowerCase())
  const unknown = without.filter(each => !names.includes(each))
  const asked = engines.filter(({ name }) => !without.includes(name.toLowerCase()))
  const absent = asked.filter(engine => !engine.isInstalled())
  return {
    present: asked,
    leftOut: engines.filter(engine => !asked.includes(engine)).map(({ name }) => name),
    missing: [
      ...unknown.map(each => `There is no engine called ${each}: ${names.join(', ')}`),
      ...absent.map(
        ({ name, packages }) =>
          `${name} is not installed. Install it (apt-get install ${packages}), or leave it out: npm run evidence -- --without ${name.toLowerCase()}`,
      ),
    ],
  }
}
