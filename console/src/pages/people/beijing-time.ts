/** What a person has put into a field of date and time is Beijing time, wherever the browser is. */
export function beijingToIso(local: string): string {
  return new Date(`${local}+08:00`).toISOString();
}
