/** An id as we write it: a GUID in lower case. The source of a regular expression, to be put into others. */
export const GUID_PATTERN = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

export const GUID = new RegExp(`^${GUID_PATTERN}$`)

/** As other systems and people may write it. */
export const GUID_IN_ANY_CASE = new RegExp(GUID, 'i')
