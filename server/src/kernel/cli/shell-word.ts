/** A word as a shell takes it: in quotation marks where it holds a blank or anything that a shell reads. For commands to paste. */
export function shellWord(word: string): string {
  return /^[\p{L}\p{N}@%+=:,./_-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
