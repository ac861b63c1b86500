export { renderDocument } from './document.ts';
export {
  AUTO_LINE,
  BODY_LINE,
  CHARACTER,
  type FontChoice,
  type FontSet,
  fontsFor,
  LANDSCAPE_TEXT_WIDTH,
  SIZE,
} from './form.ts';
export { type FormPaper, renderFormPaper } from './form-paper.ts';
export { DOCX_MEDIA_TYPE } from './media-type.ts';
export { body, cellText, emptyLine, heading, runs, TO_FILL, table, title } from './paragraphs.ts';
export {
  annexHead,
  type Block,
  REPORT_OUTLINE,
  reportTitle,
  secondLevel,
  signTable,
} from './report-parts.ts';
export { signatureLines, signaturePlaces } from './signature.ts';
