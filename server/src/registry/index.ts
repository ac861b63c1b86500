export { namesOfApplications } from './application.repo.ts';
export {
  belongsToCalled,
  belongsToNamed,
  holdsName,
  isCalled,
  isCommonName,
  isIndexed,
  unitsCalled,
} from './called.repo.ts';
export { ownerOfCheck, ownersOfHosts } from './check-owners.ts';
export { exportApplications } from './export-applications.ts';
export { exportUnits } from './export-units.ts';
export { importApplications } from './import-applications.ts';
export { reportOf } from './import-report.ts';
export { importUnits } from './import-units.ts';
export { noteFiling } from './note-filing.ts';
export { inPlace, narrowedBy, type Place, placeOf } from './place.ts';
export {
  type ApplicationProfile,
  isRegisteredBy,
  openApplicationsOf,
  readApplicationProfile,
  setApplicationState,
} from './read-application-profile.ts';
export { readApplications } from './read-applications.ts';
export {
  findCheckOf,
  findNamesakes,
  findOwnApplications,
  type KnownApplication,
  readUnitProfile,
  type UnitProfile,
} from './read-unit-profile.ts';
export { refusedByScope } from './refusals.ts';
export { loadDivisions } from './regions.ts';
export {
  findApplicationFacts,
  findUnitFacts,
  type RegisteredApplication,
  type RegisteredUnit,
} from './registered-facts.ts';
export { addRegistryRoutes } from './routes.ts';
export { addApplication, DEEPEST_PLATFORMS } from './save-application.ts';
export { registrySetup } from './setup-steps.ts';
export { bindsUnit, fateOf } from './short-list.ts';
export { noteChecks } from './take-over-check.ts';
export { findUnitsNamed, namesOfUnits } from './unit.repo.ts';
