import type { ErrorEntry } from './entry.ts';

/** Errors around screening. */
export const SCREENING_ERRORS = {
  'word-list-faulty': {
    status: 400,
    exit: 64,
    words: {
      zh: '词库 {file} 有 {count} 处错误，没有使用。请改正后重新运行：{detail}',
      en: 'The list {file} holds {count:mistake|mistakes} and was not used. Correct them and run again:{detail}',
    },
  },
  'screen-nothing-to-try': {
    status: 400,
    exit: 64,
    words: {
      zh: '--try 要同时用 --list 指定词库，--against 只与 --try 同用。例：zhengdun screen 通知.txt --list 词库.xlsx --try',
      en: '--try needs a list, and --against goes with --try. Example: zhengdun screen notice.txt --list words.xlsx --try',
    },
  },
  'screen-empty-folder': {
    status: 400,
    exit: 64,
    words: {
      zh: '目录 {folder} 中没有文件，没有检查。请核对路径',
      en: 'The folder {folder} holds no file, and nothing was screened. Check the path',
    },
  },
  'screen-too-many-files': {
    status: 400,
    exit: 64,
    words: {
      zh: '一次最多检查 {most} 个文件。请按目录分几次运行',
      en: 'One run screens {most} files at most. Run it folder by folder',
    },
  },
  'combinations-faulty': {
    status: 400,
    exit: 64,
    words: {
      zh: '组合文件 {file} 读不了，没有使用：{detail}。写法见 docs/screening.md',
      en: 'The combinations in {file} cannot be read and were not used: {detail}. How they are written: docs/screening.md',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
