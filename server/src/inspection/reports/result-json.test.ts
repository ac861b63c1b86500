import { checkResultSchema } from '@zhengdun/contract';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { everyVerdict, resultWith } from '../../../test/check-results.ts';
import { resultJson } from './result-json.ts';

const schema = {
  title: 'zhengdun check --json',
  description: 'One check of one site. Times are ISO 8601 in UTC, durations milliseconds, sizes bytes.',
  ...z.toJSONSchema(checkResultSchema),
};

describe('what --json prints', () => {
  it('is documented by the schema in docs, which is never behind the program', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      '../../../../docs/check-result.schema.json',
    );
  });

  it.each(['zh', 'en'] as const)('validates against it, with every verdict of every rule in %s', (lang) => {
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    validate(JSON.parse(resultJson(resultWith(everyVerdict(lang), { lang }))));
    expect(validate.errors).toBeNull();
    expect(validate({ schema: 'zhengdun/check-result/1' })).toBe(false);
  });
});
