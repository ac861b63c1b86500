import { decodePage } from '../../kernel/decode.ts';
import { type Reading, unreadable } from './reading.ts';

/** A text of which more than this share is controls is no text. NUL is one: somebody may have put a few in. */
const MOST_CONTROLS = 0.02;

/** A text in UTF-8, UTF-16, GB18030 or Big5, told by its bytes. */
export function readText(bytes: Uint8Array): Reading {
  const { text } = decodePage(bytes, undefined);
  const sample = text.slice(0, 100_000);
  const controls = sample.match(/[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]/g)?.length ?? 0;
  if (controls > sample.length * MOST_CONTROLS + 8) return unreadable('unknown-format');
  return { parts: [{ part: 'body', text }], obstacles: [] };
}
