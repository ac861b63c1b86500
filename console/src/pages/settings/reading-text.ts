/** Choices between readings by their id, of the text that the setting holds: `R1=a,R6=b`. */
export function readingChoices(text: string): Readonly<Record<string, 'a' | 'b' | ''>> {
  const pairs = [...text.matchAll(/(R[1-8])=([ab])/g)];
  return Object.fromEntries(pairs.map(([, id = '', side]) => [id, side === 'a' ? 'a' : 'b']));
}

/** The text of choices; what is not chosen is left out. */
export function readingText(choices: Readonly<Record<string, 'a' | 'b' | ''>>): string {
  return Object.entries(choices)
    .filter(([, side]) => side !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, side]) => `${id}=${side}`)
    .join(',');
}
