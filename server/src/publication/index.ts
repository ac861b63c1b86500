export { type ArchiveReport, archiveFaultText, checkArchive } from './check-archive.ts';
export { readItemWords } from './item-words.ts';
export { keepComparing } from './keep-comparing.ts';
export { keepDelivering } from './outlets/deliver.ts';
export { publicationItems } from './publication-items.ts';
export { ITEM_DECISION_SUBJECTS, ITEM_VERSION_SUBJECTS } from './publication-subjects.ts';
export { remindOfReviews } from './remind-of-reviews.ts';
export { keepSources } from './reposts/keep-sources.ts';
export { addPublicationRoutes } from './routes.ts';
