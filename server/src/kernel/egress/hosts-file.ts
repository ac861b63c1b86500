import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { normaliseHost } from './policy.ts';

const MAX_BYTES = 8 * 1024 * 1024;

/** Names that the machine itself fixes, as /etc/hosts has them. An unreadable file counts as an empty one. */
export function readHostsFile(path = '/etc/hosts'): ReadonlyMap<string, readonly string[]> {
  try {
    return parseHostsFile(readFileSync(path).subarray(0, MAX_BYTES).toString('utf8'));
  } catch {
    // No such file, or not ours to read: then nothing is fixed here and DNS decides.
    return new Map();
  }
}

export function parseHostsFile(text: string): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const name of names.map(normaliseHost)) {
      if (name === null) continue;
      hosts.set(name, [...(hosts.get(name) ?? []), address]);
    }
  }
  return hosts;
}
