import type { Http } from '../../server/src/kernel/http/index.ts';

/** Answers what every page asks about the ledger, where a house has none: nothing was ever verified. */
export function addUnverifiedLedger(http: Http, now: () => Date): void {
  http.get('/api/ledger', { config: { permission: 'ledger.verify' } }, async () => ({
    running: false,
    asOf: now().toISOString(),
  }));
}
