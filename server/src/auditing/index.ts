export { keepVerifying } from './keep-verifying.ts';
export { rotateLedgerKeys } from './rotate-ledger-keys.ts';
export { addAuditingRoutes } from './routes.ts';
export { verifyInstallation } from './verify-installation.ts';
