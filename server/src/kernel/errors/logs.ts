import type { ErrorEntry } from './entry.ts';

/** Errors of kept logs. */
export const LOG_ERRORS = {
  'logs-disk-full': {
    status: 507,
    exit: 70,
    words: {
      zh: '磁盘空间不足（{folder}，{detail}），没有接收这一批日志；此前已接收的都已保存。请清理或扩充磁盘，再从未接收处继续。',
      en: 'The disk is full ({folder}, {detail}): this batch was not taken in, and everything before it is kept. Make room, and go on from where it stopped.',
    },
  },
  'logs-no-room-to-seal': {
    status: 507,
    exit: 70,
    words: {
      zh: '磁盘空间不足（{folder}，{detail}），没有封存；已接收的日志都在待封存文件中，没有丢失。请清理或扩充磁盘后再次运行，届时接着封存。',
      en: 'The disk is full ({folder}, {detail}), so nothing was sealed. What was taken in waits in the spool and nothing is lost. Make room and run it again: it then goes on sealing.',
    },
  },
  'logs-source-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '缺少 --source：请写明日志来源。例：zhengdun logs take --source nginx-01 access.log',
      en: '--source is missing: name whose logs they are. Example: zhengdun logs take --source nginx-01 access.log',
    },
  },
  'logs-busy': {
    status: 409,
    exit: 75,
    words: {
      zh: '另一个程序正在向 {folder} 写入日志。请等它结束，或用 --folder 指定另一个目录。',
      en: 'Another program is writing logs into {folder}. Wait until it ends, or name another folder with --folder.',
    },
  },
  'logs-head-damaged': {
    status: 500,
    exit: 70,
    words: {
      zh: '{file} 被改动，不能接着封存。请运行 zhengdun logs verify 查明，并从备份恢复这个文件。',
      en: '{file} was changed, so nothing can be sealed behind it. Run zhengdun logs verify, and restore the file from a backup.',
    },
  },
  'logs-spool-damaged': {
    status: 500,
    exit: 70,
    words: {
      zh: '待封存的文件 {file} 在第 {at} 字节处损坏，或与已封存的日志不相接，没有封存。请保留原文件，运行 zhengdun logs verify 查明，并从备份恢复。',
      en: '{file}, which waits to be sealed, is damaged at byte {at} or does not continue what is sealed, so it was not sealed. Keep the file, run zhengdun logs verify, and restore it from a backup.',
    },
  },
  'logs-unreadable': {
    status: 400,
    exit: 64,
    words: {
      zh: '不能读取 {file}（{detail}）。请检查路径和权限；它之前的文件已接收并封存。',
      en: '{file} cannot be read ({detail}). Check its path and permissions; the files before it were taken in and sealed.',
    },
  },
  'logs-folder-unreadable': {
    status: 400,
    exit: 64,
    words: {
      zh: '没有目录 {folder}，或不能读取（{detail}）。请检查路径和权限。',
      en: 'There is no folder {folder}, or it cannot be read ({detail}). Check its path and permissions.',
    },
  },
  'logs-not-readable': {
    status: 500,
    exit: 70,
    words: {
      zh: '日志存档不能检索：{file} 缺失或被改动。请运行 zhengdun logs verify 查明，并从备份恢复。',
      en: 'The logs cannot be searched: {file} is missing or was changed. Run zhengdun logs verify, and restore it from a backup.',
    },
  },
  'logs-address-unknown': {
    status: 400,
    exit: 64,
    words: {
      zh: '“{address}”不是 IP 地址或 IPv4 网段。例：203.0.113.7、10.1.0.0/16、2001:db8::1',
      en: '"{address}" is no IP address or IPv4 network. Examples: 203.0.113.7, 10.1.0.0/16, 2001:db8::1',
    },
  },
  'logs-head-foreign': {
    status: 400,
    exit: 64,
    words: {
      zh: '{file} 不是日志存档的 head.json。请核对路径。',
      en: '{file} is no head.json of kept logs. Check its path.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
