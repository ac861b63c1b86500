export { namesOfApplications } from './applications/application.repo.ts';
export { ownerOfCheck, ownersOfHosts } from './applications/check-owners.ts';
export { noteFiling } from './applications/note-filing.ts';
export { PORTAL_RECORDS } from './applications/portal-record.ts';
export {
  type ApplicationProfile,
  isRegisteredBy,
  openApplicationsOf,
  readApplicationProfile,
  setApplicationState,
} from './applications/read-application-profile.ts';
export { readApplications } from './applications/read-applications.ts';
export {
  findApplicationFacts,
  findUnitFacts,
  type RegisteredApplication,
  type RegisteredUnit,
} from './applications/registered-facts.ts';
export { addApplication, DEEPEST_PLATFORMS } from './applications/save-application.ts';
export { bindsUnit, fateOf } from './applications/short-list.ts';
export { noteChecks } from './applications/take-over-check.ts';
export { refusedByScope } from './refusals.ts';
export { inPlace, narrowedBy, type Place, placeOf } from './regions/place.ts';
export { loadDivisions } from './regions/regions.ts';
export { addRegistryRoutes } from './routes.ts';
export { registrySetup } from './setup-steps.ts';
export { exportApplications } from './sheets/export-applications.ts';
export { exportUnits } from './sheets/export-units.ts';
export { importApplications } from './sheets/import-applications.ts';
export { reportOf } from './sheets/import-report.ts';
export { importUnits } from './sheets/import-units.ts';
export {
  belongsToCalled,
  belongsToNamed,
  holdsName,
  isCalled,
  isCommonName,
  isIndexed,
  unitsCalled,
} from './units/called.repo.ts';
export {
  findCheckOf,
  findNamesakes,
  findOwnApplications,
  type KnownApplication,
  readUnitProfile,
  type UnitProfile,
} from './units/read-unit-profile.ts';
export { findUnitsNamed, namesOfUnits } from './units/unit.repo.ts';
