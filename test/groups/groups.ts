/**
 * Test files that run one after another in one process: most of the time of a small file goes into loading what all
 * of them need. `npm test` runs each group as if it were a file, and every other file by itself.
 */
export const groups = {
  appointments: 'features/appointments/**/*.test.ts',
  features: 'features/{help,home,log-in,monthly-report,wayfinder}/**/*.test.ts',
  fhir: 'fhir/**/*.test.ts',
  security: 'security/**/*.test.ts',
  units:
    '{audit,commands,config,database,dev,gateways,outbox,runtime,scheduling,shared,styles,support}/**/*.test.ts',
  web: '{web/**/,}*.test.ts',
} as const
