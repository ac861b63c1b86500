/** Beijing time as a terminal shows it: `2026-11-23 10:12:05`. */
export function beijingTime(date: Date): string {
  return date.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
}
