import { shellWord } from '../../kernel/cli/index.ts';
import { OCR_FOLDER, ocrFolder } from '../../screening/index.ts';
import { type Finding, plain } from './finding.ts';

/** What reads the text of pictures is fetched when the first picture is screened; without a network it has to be earlier. */
export function checkPictures(): Finding {
  const base = { id: 'pictures', name: { zh: '图片识别', en: 'text in pictures' } };
  const folder = ocrFolder();
  if (folder) return { ...base, state: 'ok', detail: plain(`PP-OCRv4  ${folder}`) };
  return {
    ...base,
    state: 'notice',
    detail: {
      zh: '还没有取得，第一次检查图片或扫描件时自动取得（约 90 MB）；不能联网的，在联网时先运行下面的命令',
      en: 'not fetched yet; it is when a picture or scan is screened for the first time (some 90 MB). Where there will be no network, run this while there is one',
    },
    cure: plain(`npm ci --ignore-scripts --prefix ${shellWord(OCR_FOLDER)}`),
  };
}
