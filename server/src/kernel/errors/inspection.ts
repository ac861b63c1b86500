import type { ErrorEntry } from './entry.ts';

/** Errors around checks. */
export const INSPECTION_ERRORS = {
  'address-invalid': {
    status: 400,
    exit: 64,
    words: { zh: '{problem}', en: '{problem}' },
  },
  'check-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有编号为 {id} 的检测。它可能已被删除。',
      en: 'There is no check {id}. It may have been removed.',
    },
  },
  'check-of-another-unit': {
    status: 403,
    exit: 64,
    words: {
      zh: '{host} 由其他单位登记，不在您负责的范围内。请由登记单位或其上级检测。',
      en: '{host} is registered by another unit outside of your scope. That unit or its superior can check it.',
    },
  },
  'check-unfinished': {
    status: 409,
    exit: 64,
    words: {
      zh: '这次检测还没有结果。正在检测的，请稍后再试；没有完成的，请重新检测。',
      en: 'This check has no result yet. Try again later while it runs; check again if it was not completed.',
    },
  },
  'observations-gone': {
    status: 409,
    exit: 70,
    words: {
      zh: '本次检测的原始记录已不在，不能重新判定。请重新检测。',
      en: 'The records of this check are gone, so it cannot be judged again. Check again.',
    },
  },
  'evidence-unknown': {
    status: 404,
    exit: 64,
    words: { zh: '没有这份检测证据。', en: 'There is no such piece of evidence.' },
  },
  'evidence-destroyed': {
    status: 410,
    exit: 64,
    words: {
      zh: '这份检测证据已按保密要求销毁（{order}），内容不可恢复，只留摘要值。',
      en: 'This piece of evidence was destroyed on an order ({order}). It is gone for good; its digests remain.',
    },
  },
  'snapshot-without-page': {
    status: 400,
    exit: 64,
    words: {
      zh: '目录 {folder} 中没有网页。请放入 index.html，或只放一个 .html 文件。',
      en: 'The folder {folder} holds no page. Put an index.html there, or exactly one .html file.',
    },
  },
  'list-empty': {
    status: 400,
    exit: 64,
    words: {
      zh: '名单 {file} 中没有网址，没有可检测的网站。每行写一个网址，或用列名“网址”的 CSV、XLSX 表。',
      en: 'The list {file} holds no address, so there is nothing to check. Write one address a line, or a CSV or XLSX table with a column url.',
    },
  },
  'list-faulty': {
    status: 400,
    exit: 64,
    words: {
      zh: '名单 {file} 有 {count} 处错误，没有开始检测。请改正后重新运行：{faults}',
      en: 'The list {file} holds {count:mistake|mistakes} and nothing was checked. Correct them and run again: {faults}',
    },
  },
  'list-without-url': {
    status: 400,
    exit: 64,
    words: {
      zh: '名单 {file} 的表头中没有“网址”一列。请把写网址的一列命名为“网址”。',
      en: 'The head row of the list {file} names no column url. Name the column with the addresses url.',
    },
  },
  'check-order-faulty': {
    status: 400,
    exit: 64,
    words: { zh: '{problems}', en: '{problems}' },
  },
  'report-not-written': {
    status: 500,
    exit: 70,
    words: {
      zh: '报告写不进 {file}（{detail}）。检测结果没有丢失。请改用其他位置或修改权限，再重新运行；名单会接着做，已检测的不重做。',
      en: 'The report cannot be written to {file} ({detail}). The result is not lost. Name another place or change its permissions and run again; a list goes on where it stopped.',
    },
  },
  'list-run-elsewhere': {
    status: 409,
    exit: 70,
    words: {
      zh: '另一个窗口正在检测同一份名单。请等它做完，或先在那里按 Ctrl-C 停止，再运行本命令。已完成的不会重做。',
      en: 'Another program is checking the same list. Wait until it is done, or stop it there with Ctrl-C and run this command again. What is done is not done again.',
    },
  },
  'list-unreadable': {
    status: 400,
    exit: 64,
    words: { zh: '名单 {file} 读不了：{detail}', en: 'The list {file} cannot be read: {detail}' },
  },
} as const satisfies Record<string, ErrorEntry>;
