import type { ErrorAnswer, Lang } from '@zhengdun/contract';
import type { FastifyError } from 'fastify';
import { z } from 'zod';

type Mistake = NonNullable<ErrorAnswer['error']['fields']>[number];

const UNITS = { string: '个字符', array: '项', set: '项', map: '项', file: '字节' } as const;
const TYPES = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
} as const;
const FORMATS = {
  date: '日期，如 2026-11-30',
  datetime: '带时区的时间，如 2026-11-30T08:00:00Z',
  url: '网址',
  email: '电子邮箱地址',
  uuid: '编号（UUID）',
  ipv4: 'IPv4 地址',
  ipv6: 'IPv6 地址',
} as const;

/** What of an issue tells how to mend it; which are there depends on the code. */
const issueSchema = z.object({
  keyword: z.string(),
  params: z.object({
    expected: z.string().catch(''),
    values: z.array(z.unknown()).catch([]),
    options: z.array(z.unknown()).catch([]),
    origin: z.string().catch(''),
    minimum: z.union([z.number(), z.bigint()]).optional().catch(undefined),
    maximum: z.union([z.number(), z.bigint()]).optional().catch(undefined),
    format: z.string().catch(''),
    keys: z.array(z.string()).catch([]),
    divisor: z.number().optional().catch(undefined),
  }),
});
type Issue = z.infer<typeof issueSchema>;

/**
 * The mistakes of a request by field, in the reader's language: zod tells them in English only, or in a Chinese that
 * nobody speaks.
 *
 * @param error of a request that does not fit the schema of its route
 */
export function fieldMistakes(error: FastifyError, lang: Lang): Mistake[] {
  return (error.validation ?? []).map((issue) => ({
    path: `${error.validationContext ?? ''}${issue.instancePath}`.replaceAll('/', '.'),
    message: (lang === 'zh' ? inChinese(issue) : issue.message) ?? '',
  }));
}

function inChinese(issue: unknown): string {
  const read = issueSchema.safeParse(issue);
  return read.success ? mistakeOf(read.data) : '内容不符合要求';
}

function mistakeOf({ keyword, params }: Issue): string {
  const unit = lookUp(UNITS, params.origin) ?? '';
  switch (keyword) {
    case 'invalid_type':
      return `应当填写，类型为${lookUp(TYPES, params.expected) ?? params.expected}`;
    case 'invalid_value':
    case 'invalid_union': {
      const allowed = [...params.values, ...params.options].map(String).join('、');
      return allowed === '' ? '内容不符合要求' : `只能是：${allowed}`;
    }
    case 'too_small':
      return params.origin === 'string' && params.minimum === 1
        ? '不能为空'
        : `不能少于${params.minimum ?? ''}${unit}`;
    case 'too_big':
      return `不能超过${params.maximum ?? ''}${unit}`;
    case 'invalid_format':
      return `应为${lookUp(FORMATS, params.format) ?? '规定的格式'}`;
    case 'unrecognized_keys':
      return `没有这样的字段：${params.keys.join('、')}`;
    case 'not_multiple_of':
      return `应为${params.divisor ?? ''}的倍数`;
    default:
      return '内容不符合要求';
  }
}

function lookUp<T extends object>(table: T, key: string): T[keyof T] | undefined {
  return Object.hasOwn(table, key) ? table[key as keyof T] : undefined;
}
