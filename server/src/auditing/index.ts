export { keepVerifying } from './keep-verifying.ts';
export { addAuditingRoutes } from './routes.ts';
export { verifyInstallation } from './verify-installation.ts';
