const { HOME = '', NODE_COMPILE_CACHE = '', PATH = '' } = process.env

/** What a program of ours needs of our environment to start, and to start quickly: no setting of the portal. */
export const childEnvironment = { HOME, PATH, ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}) }
