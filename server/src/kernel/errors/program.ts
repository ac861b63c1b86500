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
  'demo-own-database': {
    status: 500,
    exit: 64,
    words: {
      zh: '演示数据使用单独的内置数据库，不能放入 DATABASE_URL 所指的数据库。请去掉 DATABASE_URL 后再启动演示。',
      en: 'The demonstration has an embedded database of its own and never uses the one of DATABASE_URL. Remove DATABASE_URL and start it again.',
    },
  },
  'demo-loopback-only': {
    status: 500,
    exit: 64,
    words: {
      zh: '演示只能在本机打开，进入时不验证身份。请去掉 ZHENGDUN_LISTEN 后再启动演示。',
      en: 'The demonstration serves this machine alone: nobody shows who they are. Remove ZHENGDUN_LISTEN and start it again.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
