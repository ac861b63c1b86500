import { hasOrganSuffix } from '../inspection/index.ts';

/** Hosts that the register adds to the organs' suffixes, and takes from them. */
export interface HostList {
  readonly added: ReadonlySet<string>;
  readonly struck: readonly string[];
}

/** @param lines `+host` and `-host`, a line each */
export function readHostList(lines: string): HostList {
  const all = lines.split('\n').filter(Boolean);
  const behind = (sign: string): string[] => all.flatMap((line) => (line[0] === sign ? [line.slice(1)] : []));
  return { added: new Set(behind('+')), struck: behind('-') };
}

/**
 * Whether a host is an organ's: registered as one; else under a suffix for organs alone, and not below a host that is
 * registered as somebody else's. Compares names as a browser parsed them, label by label.
 */
export function isOrganHostBy({ added, struck }: HostList, host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (added.has(name)) return true;
  return hasOrganSuffix(name) && !struck.some((each) => `.${name}`.endsWith(`.${each}`));
}
