import { describe, expect, it } from 'vitest';
import { pdfFile } from '../../../test/screening/pdf-file.ts';
import { readPacked } from './read-packed.ts';

const NUMBER = 'BT /F1 12 Tf 20 100 Td (13800001234) Tj ET';
const BOX = '0 g 18 96 90 14 re f';

async function covered(stream: string): Promise<string | undefined> {
  const { parts } = await readPacked(pdfFile(stream));
  expect(parts.find(({ part }) => part === 'page')?.text).toContain('13800001234');
  return parts.find(({ part }) => part === 'covered-text')?.text;
}

describe('words of a PDF', () => {
  it.each([
    ['a black block', BOX],
    ['a white one', `1 g ${BOX.slice(4)}`],
    ['one that is drawn line by line', '0 g 18 96 m 108 96 l 108 110 l 18 110 l h f'],
    ['one that is placed by a matrix', 'q 2 0 0 2 10 10 cm 4 43 45 7 re f Q'],
  ])('under %s are told', async (_, box) => {
    expect(await covered(`${NUMBER} ${box}`)).toBe('13800001234');
  });

  it('are told as far as they are covered', async () => {
    expect(await covered(`${NUMBER} 0 g 18 96 36 14 re f`)).toBe('13800');
  });

  it.each([
    ['upon a block', `${BOX} 1 g ${NUMBER}`],
    ['that a line strikes through', `${NUMBER} 18 103 90 1 re f`],
    ['below a marker', `${NUMBER} /Half gs 1 1 0 rg 18 96 90 14 re f`],
    ['painted once more upon the block', `${NUMBER} ${BOX} 1 g ${NUMBER}`],
    ['beside what a clip leaves of a block', `${NUMBER} q 0 0 300 20 re W n 0 0 300 200 re f Q`],
    ['within a triangle', `${NUMBER} 0 0 m 300 0 l 0 200 l h f`],
  ])('%s are seen', async (_, stream) => {
    expect(await covered(stream)).toBeUndefined();
  });

  it('that were recognised and lie unseen upon a scan are no matter of covers', async () => {
    expect(await covered(`BT 3 Tr /F1 12 Tf 20 100 Td (13800001234) Tj ET ${BOX}`)).toBeUndefined();
  });
});
