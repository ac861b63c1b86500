export { type ArchiveReport, archiveFaultText, checkArchive } from './archive/check-archive.ts';
export { keepComparing } from './comparison/keep-comparing.ts';
export { readItemWords } from './item-words.ts';
export { keepDelivering } from './outlets/deliver.ts';
export { publicationItems } from './publication-items.ts';
export { keepSendingReadings, PUBLICATION_QUEUES, workOnReadings } from './readings/keep-reading.ts';
export { readPublicationRecords } from './records/read-records.ts';
export {
  keepTellingRecords,
  type RecordTools,
  recordsAt,
  tellRecords,
} from './records/records-for-checks.ts';
export { keepSources } from './reposts/keep-sources.ts';
export { ITEM_DECISION_SUBJECTS, ITEM_VERSION_SUBJECTS } from './review/publication-subjects.ts';
export { remindOfReviews } from './review/remind-of-reviews.ts';
export { addPublicationRoutes } from './routes.ts';
export { keepSearch } from './search/keep-search.ts';
export type { PublicationTools } from './tools.ts';
