/**
 * What a sheet program would take for a formula (OWASP, CSV injection): it begins with one of these, perhaps after
 * apostrophes that an earlier export put there.
 */
const FORMULA = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;

/** A text that no sheet program executes: an apostrophe before what looks like a formula. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Takes off the apostrophe that `guarded` has put there. */
export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
