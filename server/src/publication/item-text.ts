import { ITEM_TEXT_LIMIT, ITEM_TITLE_LIMIT } from '@zhengdun/contract';
import { HouseError } from '../kernel/errors/index.ts';
import { plainText } from '../kernel/plain-text.ts';

/**
 * What a reader would not see, or would see elsewhere than it stands: control characters but tab and line feed, marks
 * that turn the reading direction, and halves of surrogate pairs.
 */
const UNPRINTABLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\p{Surrogate}]/u;

/**
 * A text as it is kept: with line feeds alone at the ends of its lines. Nothing else of it is changed, so that what is
 * approved is what was written.
 *
 * @throws HouseError `item-text-too-long`, `item-text-unprintable`
 */
export function itemText(written: string): string {
  const text = written.replaceAll(/\r\n?/g, '\n');
  if (text.length > ITEM_TEXT_LIMIT)
    throw new HouseError('item-text-too-long', { length: text.length, limit: ITEM_TEXT_LIMIT });
  const at = text.search(UNPRINTABLE);
  if (at >= 0) throw unprintable(text, at);
  return text;
}

/** A title as it is kept: one line. @throws HouseError `item-text-unprintable` where nothing of it can be seen */
export function itemTitle(written: string): string {
  const title = plainText(written, ITEM_TITLE_LIMIT);
  if (title === '') throw unprintable(written, 0);
  return title;
}

function unprintable(text: string, at: number): HouseError {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const code = `U+${(text.charCodeAt(at) || 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return new HouseError('item-text-unprintable', { line, column, code });
}
