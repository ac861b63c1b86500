export { openObjectFolder } from './object-folder.ts';
export { openSealedFolder } from './sealed-folder.ts';
