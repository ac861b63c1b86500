import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import {
  charsetOf,
  cutToWidth,
  displayWidth,
  openTerminal,
  padEnd,
  withoutControls,
  wrapText,
} from './index.ts';

describe('display width', () => {
  it('counts Chinese characters as two cells, rare ones beyond the basic plane too', () => {
    expect(displayWidth('政盾ab')).toBe(6);
    expect(displayWidth('𠮷')).toBe(2);
    expect(displayWidth('，')).toBe(2);
  });

  it('counts combining marks as none', () => {
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('\u200b')).toBe(0);
  });

  it('pads and cuts by cells', () => {
    expect(padEnd('不符合', 10)).toBe('不符合    ');
    expect(cutToWidth('检测受阻', 5)).toBe('检测');
    expect(cutToWidth('检测', 5)).toBe('检测');
  });
});

describe('wrapping', () => {
  it('keeps every line within the width', () => {
    const lines = wrapText('标识代码在首页源代码第1204行，处于注释中，页面上不显示。'.repeat(5), {
      indent: 12,
    }).split('\n');
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(80);
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {12}[^，。]/);
  });

  it('never breaks an address', () => {
    const address = `https://www.example.gov.cn/${'very-long/'.repeat(10)}index.html?a=1&b=2`;
    const lines = wrapText(`看到链接 ${address} 指向外部网站`).split('\n');
    expect(lines.map((line) => line.trim())).toContain(address);
  });

  it('breaks letters in a row that are longer than a line', () => {
    const lines = wrapText(`页面写有 ${'a'.repeat(10_000)} 尾`, { width: 80, indent: 10 }).split('\n');
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(80);
    expect(lines.join('').replaceAll(/[^a]/g, '')).toHaveLength(10_000);
  });

  it('keeps the line breaks of the text', () => {
    expect(wrapText('甲\n乙', { indent: 2 })).toBe('甲\n  乙');
  });

  it('loses nothing but blanks at breaks', () => {
    const text = '“某某局”（机关）的 www.a.gov.cn/b?c=d：共 3 处。'.repeat(7);
    expect(wrapText(text, { width: 30 }).replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
  });
});

function openFake(options: {
  env?: Record<string, string>;
  tty?: boolean;
  progress?: boolean;
  columns?: number;
}) {
  const written: (string | Uint8Array)[] = [];
  const stream = {
    write: (data: string | Uint8Array) => written.push(data),
    isTTY: options.tty ?? false,
    columns: options.columns ?? 20,
  };
  const terminal = openTerminal({
    lang: 'zh',
    env: options.env ?? {},
    stdout: stream,
    stderr: stream,
    progress: options.progress ?? true,
  });
  return { terminal, written };
}

describe('the terminal', () => {
  it('prints no control character that came from outside', () => {
    const { terminal, written } = openFake({});
    terminal.out('标题\u001b]0;x\u0007\u009b2J\u202e尾');
    expect(written.join('')).toBe('标题 ]0;x  2J尾\n');
    expect(withoutControls('a\r\nb\tc')).toBe('a\nb c');
  });

  it('encodes for a GBK locale', () => {
    const { terminal, written } = openFake({ env: { LC_ALL: 'zh_CN.GBK', LANG: 'zh_CN.UTF-8' } });
    terminal.out('政盾');
    expect(iconv.decode(Buffer.from(written[0] as Uint8Array), 'gbk')).toBe('政盾\n');
    expect(charsetOf({ LANG: 'zh_CN.GB18030' })).toBe('gb18030');
    expect(charsetOf({ LANG: 'zh_CN.UTF-8' })).toBeUndefined();
    expect(charsetOf({ LANG: 'C' })).toBeUndefined();
  });

  it('rewrites one line for progress in a window, within its width', () => {
    const { terminal, written } = openFake({ tty: true });
    terminal.status.update('浏览器检测 3/7 步 12/20 页');
    terminal.status.update('too soon to be shown');
    terminal.err('完');
    expect(written).toEqual(['\r\u001b[2K浏览器检测 3/7 步 1', '\r\u001b[2K', '完\n']);
  });

  it('takes a window that does not tell its size for one of eighty cells', () => {
    const { terminal, written } = openFake({ tty: true, columns: 0 });
    expect(terminal.columns).toBe(80);
    terminal.status.update('浏览器检测 3/7 步 12/20 页');
    expect(written).toEqual(['\r\u001b[2K浏览器检测 3/7 步 12/20 页']);
  });

  it('prints finished steps line by line where nothing can be rewritten', () => {
    for (const options of [{}, { tty: true, env: { TERM: 'dumb' } }, { tty: true, progress: false }]) {
      const { terminal, written } = openFake(options);
      terminal.status.update('1/7');
      terminal.status.finished('域名解析 完成');
      expect(written).toEqual(['域名解析 完成\n']);
    }
  });
});
