import type { Lang } from '@zhengdun/contract';
import iconv from 'iconv-lite';
import { cutToWidth, withoutControls } from './text-width.ts';

/** Where a command prints: results on stdout, progress and faults on stderr. */
export interface Terminal {
  readonly lang: Lang;
  /** cells in a line: that of the window, at most 80; 80 where there is no window */
  readonly columns: number;
  readonly color: boolean;
  /** prints a line of the result; control characters are removed */
  out(text: string): void;
  /** prints a line for the person at the terminal */
  err(text: string): void;
  /** writes to stdout exactly as it is, in UTF-8: for `--json` and files */
  raw(text: string): void;
  readonly status: StatusLine;
}

/** Progress on stderr: one line that is rewritten, or a line per finished step where there is no terminal. */
export interface StatusLine {
  /** shows where the work stands; at most four times a second, nothing where there is no terminal */
  update(text: string): void;
  /** a step or target is finished; printed only where there is no rewritten line */
  finished(text: string): void;
  clear(): void;
}

interface Stream {
  write(data: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface TerminalOptions {
  readonly lang: Lang;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** `--color` or `--no-color`; undefined where neither was given */
  readonly color?: boolean | undefined;
  /** `--no-progress` */
  readonly progress?: boolean;
}

const UPDATE_MS = 250;
const CLEAR_LINE = '\r\u001b[2K';

export function openTerminal(options: TerminalOptions): Terminal {
  const { stdout, stderr, env, lang } = options;
  const encode = encoderFor(env);
  const status = openStatus(options, encode);
  return {
    lang,
    // A terminal that does not know its size says 0.
    columns: Math.min(80, stdout.columns || 80),
    color: options.color ?? (Boolean(stdout.isTTY) && !env.NO_COLOR && env.TERM !== 'dumb'),
    out(text) {
      status.clear();
      stdout.write(encode(`${printable(text)}\n`));
    },
    err(text) {
      status.clear();
      stderr.write(encode(`${printable(text)}\n`));
    },
    raw(text) {
      status.clear();
      stdout.write(text);
    },
    status,
  };
}

/** Our own colour sequences pass; every other control character does not. */
function printable(text: string): string {
  return text
    .split(/(\u001b\[\d{0,3}m)/)
    .map((part, index) => (index % 2 === 1 ? part : withoutControls(part)))
    .join('');
}

function openStatus(options: TerminalOptions, encode: (text: string) => string | Uint8Array): StatusLine {
  const { stderr, env } = options;
  const rewrites =
    Boolean(stderr.isTTY) && env.TERM !== 'dumb' && env.ACCESSIBLE !== '1' && options.progress !== false;
  let shown = false;
  let last = Number.NEGATIVE_INFINITY;
  return {
    update(text) {
      if (!rewrites || performance.now() - last < UPDATE_MS) return;
      last = performance.now();
      shown = true;
      const line = cutToWidth(withoutControls(text), (stderr.columns || 80) - 1);
      stderr.write(encode(`${CLEAR_LINE}${line}`));
    },
    finished(text) {
      if (!rewrites) stderr.write(encode(`${withoutControls(text)}\n`));
    },
    clear() {
      if (shown) stderr.write(CLEAR_LINE);
      shown = false;
    },
  };
}

/** Encodes for the charset of the locale. GBK cannot write every character: what it lacks becomes `?`. */
function encoderFor(env: TerminalOptions['env']): (text: string) => string | Uint8Array {
  const charset = charsetOf(env);
  if (charset === undefined) return (text) => text;
  return (text) => iconv.encode(text, charset);
}

/** The Chinese charset of the locale, in iconv's words; undefined for UTF-8 and whatever else. */
export function charsetOf(env: TerminalOptions['env']): 'gb18030' | 'gbk' | undefined {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  const charset = /\.([^@]+)/
    .exec(locale)?.[1]
    ?.toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  if (charset === 'gb18030') return 'gb18030';
  return charset === 'gbk' || charset === 'gb2312' || charset === 'euccn' || charset === 'cp936'
    ? 'gbk'
    : undefined;
}
