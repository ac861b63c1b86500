import type { FastifyError } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { fieldMistakes } from './field-mistakes.ts';

/** What a route with this schema says of a body. */
function mistakesOf(schema: z.ZodType, body: unknown, lang: 'zh' | 'en' = 'zh'): string[] {
  const validate = validatorCompiler({ schema, method: 'POST', url: '/' }) as (body: unknown) => object;
  const refused = { validation: (validate(body) as { error?: unknown }).error, validationContext: 'body' };
  return fieldMistakes(refused as unknown as FastifyError, lang).map(
    ({ path, message }) => `${path} ${message}`,
  );
}

it.each([
  [z.object({ name: z.string() }), {}, 'body.name 应当填写，类型为文字'],
  [z.object({ name: z.string().min(1) }), { name: '' }, 'body.name 不能为空'],
  [z.object({ name: z.string().min(2) }), { name: '甲' }, 'body.name 不能少于2个字符'],
  [z.object({ name: z.string().max(2) }), { name: '甲乙丙' }, 'body.name 不能超过2个字符'],
  [z.object({ pages: z.int().max(50) }), { pages: 1000 }, 'body.pages 不能超过50'],
  [z.object({ ids: z.array(z.int()).max(1) }), { ids: [1, 2] }, 'body.ids 不能超过1项'],
  [z.object({ state: z.enum(['draft', 'review']) }), { state: 'all' }, 'body.state 只能是：draft、review'],
  [z.object({ day: z.iso.date() }), { day: '30/11' }, 'body.day 应为日期，如 2026-11-30'],
  [z.object({ id: z.uuid() }), { id: '7' }, 'body.id 应为编号（UUID）'],
  [z.object({ code: z.string().regex(/^\d$/) }), { code: 'x' }, 'body.code 应为规定的格式'],
  [z.strictObject({}), { nmae: 1 }, 'body. 没有这样的字段：nmae'],
  [z.object({ sum: z.int().refine(() => false) }), { sum: 1 }, 'body.sum 内容不符合要求'],
])('tells in Chinese what is wrong with a field and what it may be (%#)', (schema, body, told) => {
  expect(mistakesOf(schema, body)).toEqual([told]);
});

it('tells it in English to whoever reads English', () => {
  const [told] = mistakesOf(z.object({ name: z.string().max(2) }), { name: 'abc' }, 'en');
  expect(told).not.toMatch(/[\u4e00-\u9fff]/);
  expect(told).toContain('2 characters');
});
