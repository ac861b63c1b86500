import { runChecks, sourceChecks } from './checks.ts';

// The checks of the sources alone; `npm test` runs them as well.
const { failed } = await runChecks(sourceChecks());
process.exitCode = failed === 0 ? 0 : 1;
