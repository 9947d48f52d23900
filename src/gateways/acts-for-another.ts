/** Claims of delegation: those of the specifications, and any that a later release of a provider may name so. */
const CLAIM = /^(?:act|may_act|actor|actort)$|delegat|proxy|on_behalf/i

/**
 * Whether a token says that its user acts for another person. The patient is then in `sub` and the user only in `act`,
 * so without this check the user would be logged in as the patient. The value of the claim does not matter.
 */
export function actsForAnother(claims: object): boolean {
  return Object.keys(claims).some(name => CLAIM.test(name))
}
