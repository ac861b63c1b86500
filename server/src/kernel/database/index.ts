export { batches } from './batches.ts';
export { claim } from './claim.ts';
export { connectOnce, isPassing } from './connect.ts';
export { type DatabaseHold, holdDatabase } from './keeper-client.ts';
export { migrate, readMigrations } from './migrate.ts';
export { type OpenDatabase, openDatabase, openPool } from './open.ts';
export { databasePaths } from './paths.ts';
export { prepareRoles } from './prepare-roles.ts';
export { ROLES } from './roles.ts';
export {
  type DatabaseServer,
  embeddedConnection,
  embeddedServer,
  openServer,
  type RoleName,
} from './server.ts';
export type {
  Database,
  /** @public modules name their rows by it */
  Tables,
  Transaction,
} from './tables.ts';
