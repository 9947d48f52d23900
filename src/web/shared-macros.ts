import nunjucks from 'nunjucks'

type Exported = (error: Error | null, macros: object | null) => void

interface Template {
  getExported(...args: [...context: unknown[], done: Exported]): void
}

/** By template. Each belongs to one environment, and so to one set of globals. */
const macrosOf = new WeakMap<Template, object>()

/**
 * Makes the macros of a file once, if they are imported without context: then they see nothing but their arguments and the
 * globals, and are the same for every page. Nunjucks makes them anew for each import in each page, which takes longer than
 * to use them.
 */
export function shareMacros(): void {
  const template = nunjucks.Template.prototype as unknown as Template
  const { getExported } = template
  template.getExported = function (this: Template, ...args) {
    const done = args.at(-1) as Exported
    if (args.length > 1) return getExported.apply(this, args)
    const made = macrosOf.get(this)
    if (made) return done(null, made)
    getExported.call(this, (error: Error | null, macros: object | null) => {
      if (macros) macrosOf.set(this, macros)
      done(error, macros)
    })
  }
}
