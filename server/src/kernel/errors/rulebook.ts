import type { ErrorEntry } from './entry.ts';

/** Errors around the rulebook. */
export const RULEBOOK_ERRORS = {
  'rulebook-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '应为条的序号（1 至 44）或义务编号，现为 “{asked}”。全部编号：zhengdun rulebook list。例：zhengdun rulebook show 15',
      en: 'Give the number of an article (1 to 44) or the id of an obligation, not "{asked}". All ids: zhengdun rulebook list. Example: zhengdun rulebook show 15',
    },
  },
  'rulebook-no-example': {
    status: 404,
    exit: 64,
    words: {
      zh: '第 {article} 条没有示例文件。目前有示例的：第 15 条',
      en: 'There is no example file for Article {article}. There is one for Article 15.',
    },
  },
  'rulebook-no-form': {
    status: 400,
    exit: 64,
    words: {
      zh: '没有写明导出的格式。例：zhengdun rulebook export --oscal',
      en: 'The form of the export is missing. Example: zhengdun rulebook export --oscal',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
