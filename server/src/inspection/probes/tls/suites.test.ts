import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { opensslVersion } from '../../../../test/world/openssl-server.ts';
import { RFC8998_SUITES, TLCP_SUITES, TLS13_SUITES, USUAL_SUITES, WEAK_SUITES } from './suites.ts';

describe('the tables of suites', () => {
  it('call weak what says so in its name, and nothing else', () => {
    for (const name of WEAK_SUITES.values()) expect(name).toMatch(/_NULL_|EXPORT|RC4|_DES_|3DES|_anon_/);
  });

  it('hold each number once', () => {
    for (const list of [USUAL_SUITES, TLS13_SUITES]) expect(new Set(list).size).toBe(list.length);
    const names = [...WEAK_SUITES.values(), ...TLCP_SUITES.values(), ...RFC8998_SUITES.values()];
    expect(new Set(names).size).toBe(names.length);
  });

  it.skipIf(!opensslVersion())(
    'agree with OpenSSL on numbers and names (skipped without the openssl program)',
    () => {
      const { stdout } = spawnSync('openssl', ['ciphers', '-V', '-stdname', 'ALL:eNULL:@SECLEVEL=0'], {
        encoding: 'utf8',
      });
      const known = new Map(
        Array.from(stdout.matchAll(/0x(..),0x(..) - (\S+)/g), ([, high, low, name]) => [
          Number.parseInt(`${high}${low}`, 16),
          name,
        ]),
      );
      const common = [...WEAK_SUITES].filter(([number]) => known.has(number));
      expect(common.length).toBeGreaterThan(10);
      for (const [number, name] of common) expect(known.get(number)).toBe(name);
    },
  );
});
