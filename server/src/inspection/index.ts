export { type CheckOrder, DEFAULT_PAGES } from './check-order.ts';
export type { EvidenceStore } from './evidence.ts';
export type { InspectionEvents } from './inspect-site.ts';
export type { Inspector } from './inspector.ts';
export { addInspectionRoutes } from './routes.ts';
export {
  INSPECTION_QUEUES,
  openConfiguredInspector,
  openEvidence,
  policyOf,
  workOnChecks,
} from './start-inspection.ts';
