import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  UNIT_KIND_WORDS,
  UNIT_KINDS,
  UNIT_LEVEL_WORDS,
  UNIT_LEVELS,
  type UnitKind,
  type UnitLevel,
} from '@zhengdun/contract';
import { z } from 'zod';
import type { ValueOption } from '../../kernel/cli/index.ts';
import { certificatesSchema, overrideSchema } from '../../kernel/egress/index.ts';
import { wordOf } from '../../kernel/sheet/index.ts';
import { anyOf, plainWords, type ValueSpec, wholeNumber } from '../../kernel/value.ts';

interface AskedUnit {
  readonly kind: UnitKind;
  readonly level?: UnitLevel | undefined;
}

/** `党政机关`, `organ:county`, `事业单位:地市级` */
const unit: ValueSpec<AskedUnit> = {
  schema: z.string().transform((text, context): AskedUnit => {
    const [kindText = '', levelText = ''] = text.split(/[:：]/);
    const kind = wordOf(kindText, UNIT_KINDS, UNIT_KIND_WORDS);
    const level = wordOf(levelText, UNIT_LEVELS, UNIT_LEVEL_WORDS);
    if (kind && level !== null) return { kind, level };
    context.addIssue('unknown unit');
    return z.NEVER;
  }),
  allowed: {
    zh: `${anyOf(Object.values(UNIT_KIND_WORDS), 'zh')}，可加冒号和级别（${anyOf(Object.values(UNIT_LEVEL_WORDS), 'zh')}）`,
    en: `${UNIT_KINDS.join(' or ')}, with a colon and a level (${UNIT_LEVELS.join(', ')}) if known`,
  },
  example: '党政机关:县级',
};

const readableFile: ValueSpec<string> = {
  schema: z
    .string()
    .refine((path) => existsSync(path) && statSync(path).isFile())
    .transform((path) => resolve(path)),
  allowed: { zh: '可以读取的文件', en: 'a file that can be read' },
  example: 'sites.csv',
};

const folder: ValueSpec<string> = {
  schema: z
    .string()
    .refine((path) => existsSync(path) && statSync(path).isDirectory())
    .transform((path) => resolve(path)),
  allowed: { zh: '已有的目录', en: 'a folder that exists' },
  example: 'saved-page',
};

const certificates: ValueSpec<readonly string[]> = {
  schema: z
    .string()
    .refine((path) => existsSync(path) && statSync(path).isFile())
    .transform((path) => readFileSync(path, 'utf8'))
    .pipe(certificatesSchema),
  allowed: { zh: '可读的PEM证书文件', en: 'a readable PEM file' },
  example: 'ca.pem',
};

const target: ValueSpec<string> = plainWords({
  allowed: { zh: '要写入的文件；检测多个网站时为目录', en: 'a file to write; with several sites a folder' },
  example: 'report.html',
  max: 4_000,
});

const order: ValueSpec<string> = plainWords({
  allowed: { zh: '下达检测任务的单位和文号', en: 'who ordered the check, with the number of the paper' },
  example: '某市网信办〔2026〕12号',
  max: 200,
});

/** Options of `zhengdun check`. */
export const CHECK_OPTIONS = {
  list: {
    ...readableFile,
    placeholder: 'FILE',
    help: {
      zh: '检测名单：CSV、XLSX 或每行一个网址；列为网址、单位名称、单位性质、行政级别',
      en: 'a list of sites: CSV, XLSX, or one address a line; columns url, unit name, kind, level',
    },
  },
  'as-unit': {
    ...unit,
    placeholder: 'KIND[:LEVEL]',
    help: {
      zh: '按哪一类单位检测；不填则由后缀和页面推定',
      en: 'check as this kind of unit; guessed from suffix and page without it',
    },
  },
  'unit-name': {
    ...plainWords({
      allowed: { zh: '单位名称', en: 'the name of the unit' },
      example: '某某县教育局',
      max: 100,
    }),
    placeholder: 'NAME',
    help: { zh: '单位名称，用于核对网站名称', en: "the unit's name, compared with that of the site" },
  },
  order: {
    ...order,
    placeholder: 'TEXT',
    help: {
      zh: '受谁委托检测；不填则为本单位自查',
      en: "on whose order; without it, the unit's own inspection",
    },
  },
  resolve: {
    schema: overrideSchema,
    allowed: { zh: '主机名:端口:地址', en: 'HOST:PORT:ADDRESS' },
    example: 'www.example.gov.cn:443:192.0.2.10',
    placeholder: 'HOST:PORT:ADDR',
    repeatable: true,
    help: {
      zh: '指定域名的地址，用于上线前检测',
      en: 'use this address for a name: the check before going live',
    },
  },
  ca: {
    ...certificates,
    placeholder: 'FILE',
    help: { zh: '另外信任的证书（PEM）', en: 'certificates to trust besides the usual ones (PEM)' },
  },
  'allow-private': {
    flag: true,
    help: { zh: '允许检测内网和本机地址', en: 'let private and loopback addresses be checked' },
  },
  snapshot: {
    ...folder,
    placeholder: 'DIR',
    help: { zh: '检测保存在目录中的页面，与 --as 同用', en: 'check a page saved in a folder, with --as' },
  },
  as: {
    ...plainWords({
      allowed: { zh: '保存的页面原来的网址', en: 'the address that the saved page had' },
      example: 'https://www.example.gov.cn/',
      max: 2_000,
    }),
    placeholder: 'URL',
    help: { zh: '保存的页面原来的网址', en: 'the address that the saved page had' },
  },
  pages: {
    ...wholeNumber({ min: 1, max: 500, example: 20 }),
    placeholder: 'N',
    default: 20,
    help: { zh: '首页之外最多打开的页面数', en: 'pages to open besides the home page, at most' },
  },
  'no-browser': {
    flag: true,
    help: {
      zh: '不用浏览器；标识位置和离开提示将无法判定',
      en: 'no browser; place of the mark and exit prompts stay undetermined',
    },
  },
  jobs: {
    ...wholeNumber({ min: 1, max: 256, example: 4 }),
    placeholder: 'N',
    help: { zh: '检测名单时同时进行的个数', en: 'sites of a list checked at the same time' },
  },
  anew: {
    flag: true,
    help: { zh: '名单全部重做，不接着上次中断处', en: 'do the whole list again instead of going on' },
  },
  all: {
    flag: true,
    help: { zh: '也列出符合和不适用的项目', en: 'also list what is met and what does not apply' },
  },
  json: {
    flag: true,
    help: { zh: '结果以 JSON 输出，每个网站一行', en: 'print results as JSON, a line for each site' },
  },
  html: { ...target, placeholder: 'FILE', help: { zh: '写 HTML 报告', en: 'write an HTML report' } },
  docx: {
    ...target,
    example: 'report.docx',
    placeholder: 'FILE',
    help: { zh: '写自查报告（docx）', en: 'write the self-inspection report (docx)' },
  },
  oscal: {
    ...target,
    example: 'results.json',
    placeholder: 'FILE',
    help: { zh: '写 OSCAL 评估结果', en: 'write OSCAL assessment results' },
  },
} as const satisfies Readonly<Record<string, ValueOption | { flag: true; help: { zh: string; en: string } }>>;
