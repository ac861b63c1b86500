import type { Tell } from '../../locales/texts.ts';

/** A deadline (ISO 8601) in Beijing time: 11月26日17:30; with the year where it is not this one. */
export function deadlineTime(iso: string, tell: Tell, now = new Date()): string {
  const parts = beijingParts(new Date(iso));
  return tell(parts.year === beijingParts(now).year ? 'deadline.time' : 'deadline.time.year', parts);
}

function beijingParts(time: Date) {
  const beijing = new Date(time.getTime() + 8 * 3_600_000).toISOString();
  const [year = '', month = '', day = '', hour = '', minute = ''] = beijing.split(/[-T:]/);
  return { year, month: Number(month), day: Number(day), hour, minute };
}
