import { runChecks, sourceChecks } from './checks.ts';

// The checks of the sources alone; `npm test` runs them as well.
const { faults } = await runChecks(sourceChecks(), 2);
for (const fault of faults) console.log(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
