import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, describeMistake, loadConfig } from './index.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'zhengdun-config-'));
});
afterEach(() => rmSync(data, { recursive: true }));

function writeFile(text: string): void {
  writeFileSync(join(data, 'zhengdun.conf'), text);
}

function mistakesOf(env: Record<string, string>, lang: 'zh' | 'en' = 'zh'): string[] {
  try {
    loadConfig({ ZHENGDUN_DATA: data, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes.map((each) => describeMistake(each, lang));
    throw error;
  }
  return [];
}

describe('configuration', () => {
  it('has defaults that need nothing to be set', () => {
    const config = loadConfig({ ZHENGDUN_DATA: data });
    expect(config).toMatchObject({ data, listen: '127.0.0.1', port: 8600, lang: 'zh', resolvers: [] });
    expect(config.databaseUrl).toBeUndefined();
    expect(config.sources.ZHENGDUN_PORT).toBe('default');
  });

  it('takes the file, and the environment before the file', () => {
    writeFile('ZHENGDUN_PORT=9000\nZHENGDUN_LANG="en"\n# remark\n');
    const config = loadConfig({ ZHENGDUN_DATA: data, ZHENGDUN_PORT: '9100' });
    expect(config.port).toBe(9100);
    expect(config.lang).toBe('en');
    expect(config.sources).toMatchObject({
      ZHENGDUN_PORT: 'environment',
      ZHENGDUN_LANG: 'file',
      ZHENGDUN_LISTEN: 'default',
    });
    expect(config.file).toBe(join(data, 'zhengdun.conf'));
  });

  it('lists every mistake at once, with name, value, what is allowed and an example', () => {
    const mistakes = mistakesOf({ ZHENGDUN_PORT: '很多', ZHENGDUN_LANG: 'fr', ZHENGDUN_READINGS: 'R9=c' });
    expect(mistakes).toEqual([
      'ZHENGDUN_PORT 应为 1 至 65535 的整数，现为 “很多”（环境变量）。例：ZHENGDUN_PORT=8600',
      'ZHENGDUN_LANG 应为 zh、en，现为 “fr”（环境变量）。例：ZHENGDUN_LANG=zh',
      'ZHENGDUN_READINGS 应为 R1 至 R8 的取舍，a 或 b，多个之间用逗号，现为 “R9=c”（环境变量）。例：ZHENGDUN_READINGS=R6=b,R8=b',
    ]);
  });

  it('refuses an address that is not loopback and says why', () => {
    for (const address of ['0.0.0.0', '::1', '::', '10.0.0.1'])
      expect(mistakesOf({ ZHENGDUN_LISTEN: address })).toEqual([]);
    expect(mistakesOf({ ZHENGDUN_LISTEN: 'www.example.gov.cn' })[0]).toContain('本机的IP地址');
    expect(mistakesOf({ ZHENGDUN_HOSTS: 'a.example,https://b.example' })).toHaveLength(1);
  });

  it('names what was probably meant by an unknown name', () => {
    expect(mistakesOf({ ZHENGDUN_PROT: '1' })[0]).toContain('是否想写 ZHENGDUN_PORT？');
    writeFile('PORT=8600\n');
    expect(mistakesOf({})[0]).toBe('没有名为 PORT 的设置（配置文件），请删除');
  });

  it('never prints a password', () => {
    const mistakes = mistakesOf({ DATABASE_URL: 'mysql://root:hunter2@db/x' });
    expect(mistakes[0]).toContain('••••');
    expect(mistakes.join()).not.toContain('hunter2');
  });

  it('passes on the words of a schema that knows better', () => {
    expect(mistakesOf({ ZHENGDUN_ALLOW_NETWORKS: '10.0.0.0/99' })[0]).toMatch(
      /^ZHENGDUN_ALLOW_NETWORKS 有误（环境变量）：网段应为/,
    );
    expect(mistakesOf({ ZHENGDUN_RESOLVERS: '223.5.5.5,x' }, 'en')[0]).toContain('A DNS server is');
    expect(
      loadConfig({ ZHENGDUN_DATA: data, ZHENGDUN_ALLOW_NETWORKS: '10.1.0.0/16，10.2.0.1' }).allowNetworks,
    ).toEqual(['10.1.0.0/16', '10.2.0.1/32']);
  });

  it('takes proxies to believe as addresses and networks, and believes in no half of the world', () => {
    expect(loadConfig({ ZHENGDUN_DATA: data }).proxies).toEqual([]);
    const text = '127.0.0.1, ::1,10.20.0.0/16,::ffff:192.0.2.9';
    expect(loadConfig({ ZHENGDUN_DATA: data, ZHENGDUN_PROXIES: text }).proxies).toEqual([
      '127.0.0.1/32',
      '::1/128',
      '10.20.0.0/16',
      '192.0.2.9/32',
    ]);
    for (const wide of ['0.0.0.0/0', '::/0', '128.0.0.0/1', '::ffff:0:0/96', '10.0.0.1,2000::/3'])
      expect(mistakesOf({ ZHENGDUN_PROXIES: wide })[0]).toContain('网段不大于 /8');
    for (const none of ['true', 'proxy.example', '10.0.0.0/33', 'loopback'])
      expect(mistakesOf({ ZHENGDUN_PROXIES: none })[0]).toContain('网段应为');
  });

  it('says when a named file is missing, and does not mind when an unnamed one is', () => {
    expect(mistakesOf({})).toEqual([]);
    expect(mistakesOf({ ZHENGDUN_CONFIG: join(data, 'other.conf') })[0]).toContain('读不出来');
  });

  it('takes an empty value as not set', () => {
    expect(loadConfig({ ZHENGDUN_DATA: data, ZHENGDUN_PORT: '' }).port).toBe(8600);
  });

  it('refuses a control character in a value without printing it', () => {
    expect(mistakesOf({ ZHENGDUN_CONTACT: 'a\u001b[31mb' })[0]).toContain('“a [31mb”');
  });
});
