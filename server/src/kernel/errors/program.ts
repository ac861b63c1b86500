import type { ErrorEntry } from './entry.ts';

/** Errors of starting and running the program. */
export const PROGRAM_ERRORS = {
  'data-not-writable': {
    status: 500,
    exit: 70,
    words: {
      zh: '不能写入 {path}（{detail}）。请修改该目录的所有者，或用 ZHENGDUN_DATA 指定另一个目录。',
      en: '{path} cannot be written to ({detail}). Change its owner, or name another directory with ZHENGDUN_DATA.',
    },
  },
  'no-free-port': {
    status: 500,
    exit: 70,
    words: {
      zh: '端口 {first} 至 {last} 都已被占用。请用 ZHENGDUN_PORT 指定一个空闲端口，例如 ZHENGDUN_PORT=18600。',
      en: 'Ports {first} to {last} are all taken. Name a free one with ZHENGDUN_PORT, for example ZHENGDUN_PORT=18600.',
    },
  },
  'cannot-listen': {
    status: 500,
    exit: 70,
    words: {
      zh: '不能在 {address} 的端口 {port} 上提供服务（{detail}）。请用 ZHENGDUN_PORT 指定 1024 以上的端口，或检查 ZHENGDUN_LISTEN。',
      en: 'Cannot listen on {address}, port {port} ({detail}). Name a port above 1024 with ZHENGDUN_PORT, or check ZHENGDUN_LISTEN.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
