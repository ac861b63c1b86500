import { HouseError } from '../../kernel/errors/index.ts';

export type What = 'units' | 'applications';

const WORDS: Readonly<Record<string, What>> = {
  units: 'units',
  单位: 'units',
  applications: 'applications',
  应用: 'applications',
};

/** What the first operand names. @throws HouseError `registry-what-unknown` */
export function whatOf(word: string): What {
  const what = WORDS[word];
  if (!what) throw new HouseError('registry-what-unknown', { word });
  return what;
}
