import { expect, it } from 'vitest';
import { markRecordOf } from './mark-snippet.ts';

const RECORD = '0123456789ABCDEF0123456789ABCDEF';

it('the record of a mark is told by its number and by its address, and by nothing else', () => {
  const address = `https://bszs.conac.cn/sitename?method=show&id=${RECORD}`;
  for (const text of [RECORD, ` ${RECORD.toLowerCase()} `, address]) expect(markRecordOf(text)).toBe(RECORD);
  for (const text of ['', '样例编号', `${RECORD}0`, `x${RECORD}`]) expect(markRecordOf(text)).toBeUndefined();
});
