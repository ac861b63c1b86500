import type { DemoApplication } from './applications.ts';
import { chance } from './chance.ts';

/** What may be wrong with a site, and how common that is at first. */
const COMMON = {
  'stays-plain': 0.35,
  'old-tls': 0.4,
  expired: 0.08,
  'no-hsts': 0.5,
  'no-mark': 0.2,
  'mark-left': 0.35,
  'no-icp': 0.2,
  'no-police': 0.4,
  'no-site-code': 0.35,
  stale: 0.3,
  'dead-link': 0.3,
  'no-prompt': 0.55,
  'backup-exposed': 0.04,
  'browser-demanded': 0.1,
  'phone-shown': 0.12,
} as const satisfies Record<string, number>;
export type Fault = keyof typeof COMMON;
const FAULTS = Object.keys(COMMON) as Fault[];

/** Mended from one look to the next, and come back. */
const MENDED = 0.16;
const COMES_BACK = 0.012;

/** The faults of a site at each of its looks, from the first on: they are mended by and by, and some come back. */
export function faultsOver({ key, on, flags }: DemoApplication, looks: number): ReadonlySet<Fault>[] {
  const possible = FAULTS.filter((fault) => fault !== 'dead-link' || flags.includes('links-out'));
  // The platform keeps what it hosts in better order.
  const share = on ? 0.6 : 1;
  let faults = new Set(possible.filter((fault) => chance(`${key} ${fault}`) < COMMON[fault] * share));
  return Array.from({ length: looks }, (_, look) => {
    if (look > 0) {
      faults = new Set(
        possible.filter((fault) => {
          const draw = chance(`${key} ${fault} ${look}`);
          return faults.has(fault) ? draw >= MENDED : draw < COMES_BACK;
        }),
      );
    }
    return faults;
  });
}
