import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lackOfSshd, type Sshd, startSshd } from '../../../../test/sshd.ts';
import { STRICT_POLICY } from '../../../kernel/egress/index.ts';
import { type SftpSite, sftpStore } from './sftp-store.ts';
import type { SiteFault } from './site-store.ts';

const lack = lackOfSshd();
const policy = { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] };
const page = (words: string) => ({ bytes: Buffer.from(words), type: 'text/html; charset=utf-8' });
let sshd: Sshd;
let folder: string;
let site: SftpSite;

beforeAll(async () => {
  if (lack !== undefined) return;
  sshd = await startSshd();
  folder = mkdtempSync(join(tmpdir(), 'zhengdun-sftp-'));
  const { port, user, privateKey, hostKey } = sshd;
  site = { host: '127.0.0.1', port, user, folder, privateKey, hostKey };
});
afterAll(async () => {
  await sshd?.[Symbol.asyncDispose]();
  if (folder) rmSync(folder, { recursive: true });
});

const faultOf = async (changed: Partial<SftpSite>): Promise<SiteFault['fault']> => {
  const store = sftpStore(policy, { ...site, ...changed });
  return store.put('a.html', page('x')).then(
    () => expect.unreachable(),
    ({ fault }: SiteFault) => fault,
  );
};

describe.skipIf(lack !== undefined)(
  `pages on another machine, by Debian's OpenSSH${lack ? `: ${lack}` : ''}`,
  () => {
    it('are put there flushed and whole, replaced, and removed; files lie in folders that are made', async () => {
      const store = sftpStore(policy, site);
      await store.put('a.html', page('第一版'));
      await store.put('a/0123.pdf', page('附件'));
      expect(readFileSync(join(folder, 'a.html'), 'utf8')).toBe('第一版');
      expect(statSync(join(folder, 'a.html')).mode & 0o777).toBe(0o644);
      await store.put('a.html', page('第二版'));
      expect(readFileSync(join(folder, 'a.html'), 'utf8')).toBe('第二版');
      expect(sshd.said()).toMatch(/posix-rename [^\n]*a\.html\.[0-9a-f-]{36}\.part[^\n]*a\.html/);
      expect(sshd.said()).toMatch(/fsync (?:handle|"|\d)/);
      // What is written lies under another name until it is all there.
      expect(readdirSync(folder).sort()).toEqual(['a', 'a.html']);
      await store.remove('a.html');
      await store.remove('a.html');
      await store.remove('a/0123.pdf');
      expect(readdirSync(folder)).toEqual(['a']);
      const large = Buffer.alloc(20 * 1024 * 1024, 'x');
      await store.put('a/large.zip', { bytes: large, type: 'application/zip' });
      expect(readFileSync(join(folder, 'a', 'large.zip')).equals(large)).toBe(true);
      await store.put('empty.txt', page(''));
      expect(statSync(join(folder, 'empty.txt')).size).toBe(0);
    });

    it('are not sent where the host key is another one: not even a sign-in is tried', async () => {
      const before = sshd.said().length;
      const hostKey = `SHA256:${'A'.repeat(43)}`;
      expect(await faultOf({ hostKey, privateKey: undefined, password: 'sample-password' })).toBe(
        'host-key-differs',
      );
      expect(sshd.said().slice(before)).not.toMatch(/Accepted|Failed|password/);
    });

    it('are refused with what is wrong: the key, what is no key, the folder, its rights, the network', async () => {
      expect(await faultOf({ privateKey: sshd.foreignKey })).toBe('sign-in-refused');
      expect(await faultOf({ privateKey: 'no key at all' })).toBe('key-unreadable');
      expect(await faultOf({ privateKey: undefined, password: 'sample-password' })).toBe('sign-in-refused');
      expect(await faultOf({ folder: `${folder}/nowhere` })).toBe('remote-folder-missing');
      expect(await faultOf({ folder: '/proc' })).toMatch(
        /^(?:remote-folder-refused|refused|remote-folder-missing)$/,
      );
      expect(await faultOf({ port: 9 })).toBe('not-reached');
      const strict = sftpStore(STRICT_POLICY, site).put('a.html', page('x'));
      await expect(strict).rejects.toMatchObject({ fault: 'address-refused' });
    });

    it('do not leave the folder by a link', async () => {
      const outside = mkdtempSync(join(tmpdir(), 'zhengdun-sftp-outside-'));
      symlinkSync(outside, join(folder, 'way'));
      const put = sftpStore(policy, site).put('way/a.html', page('x'));
      await expect(put).rejects.toMatchObject({ fault: 'folder-refused', lasting: true });
      expect(readdirSync(outside)).toEqual([]);
      rmSync(outside, { recursive: true });
    });

    it('are put where fsync is not offered, and are not half replaced where replacing is not', async () => {
      await using plain = await startSshd({ without: 'fsync' });
      const { port, hostKey, privateKey } = plain;
      await sftpStore(policy, { ...site, port, hostKey, privateKey }).put('plain.html', page('一'));
      expect(readFileSync(join(folder, 'plain.html'), 'utf8')).toBe('一');
      await using poor = await startSshd({ without: 'posix-rename' });
      const there = { ...site, port: poor.port, hostKey: poor.hostKey, privateKey: poor.privateKey };
      const put = sftpStore(policy, there).put('plain.html', page('二'));
      await expect(put).rejects.toMatchObject({ fault: expect.stringMatching(/^re/) });
      expect(readFileSync(join(folder, 'plain.html'), 'utf8')).toBe('一');
      expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    });
  },
);
