/**
 * Test files that run one after another in one process, because loading what they need takes longer than most of their
 * tests. `npm test` runs each group as one file, and every other file alone. The limits of the API make the whole
 * process late, which the others in it would notice.
 */
export const groups = {
  appointments: 'features/appointments/**/*.test.ts',
  'browser-journeys': 'browser/{cancel,one-change,reschedule,stopped}.test.ts',
  'browser-pages': '{accessibility/!(states),browser/!(cancel|one-change|reschedule|stopped)}.test.ts',
  features: 'features/!(appointments)/**/*.test.ts',
  fhir: 'fhir/!(limits).test.ts',
  units:
    '{audit,commands,config,database,dev,files,gateways,outbox,published,runtime,scheduling,shared,styles,support}/**/*.test.ts',
  web: '{*,web/**/*}.test.ts',
} as const
