import { openConfiguredInspector, openEvidence, policyOf } from '../../inspection/index.ts';
import { defineCommand } from '../../kernel/cli/index.ts';
import type { Config } from '../../kernel/config/index.ts';
import { checkList } from './check-list.ts';
import { checkOne } from './check-one.ts';
import { CHECK_OPTIONS } from './options.ts';
import { type CheckOptions, readOrder } from './read-order.ts';

/** Checks sites against the Regulation, and says article by article what was found. */
export const check = defineCommand({
  name: 'check',
  summary: { zh: '按《规定》逐条检测网站', en: 'check websites against the Regulation, article by article' },
  options: CHECK_OPTIONS,
  operands: {
    placeholder: 'URL',
    help: { zh: '要检测的网址，可多个', en: 'addresses to check' },
    min: 0,
    max: 1000,
    example: 'www.example.gov.cn',
  },
  examples: [
    { line: 'zhengdun check www.example.gov.cn', does: { zh: '检测一个网站', en: 'check a site' } },
    {
      line: 'zhengdun check www.example.gov.cn --html 自查.html --docx 自查.docx',
      does: { zh: '同时写出网页报告和自查报告', en: 'and write both reports' },
    },
    {
      line: 'zhengdun check www.example.gov.cn --resolve www.example.gov.cn:443:10.0.0.8 --ca 测试根证书.pem',
      does: {
        zh: '上线前，按正式域名检测测试服务器',
        en: 'before going live: a staging server under its future name',
      },
    },
    {
      line: 'zhengdun check --list 名单.xlsx --html 报告 --order "某市网信办〔2026〕12号"',
      does: {
        zh: '按名单检测，每个网站一份报告；中断后重新运行即接着做',
        en: 'a list, one report a site; goes on after a break',
      },
    },
    {
      line: 'zhengdun check --snapshot 保存的页面 --as https://www.example.gov.cn/',
      does: { zh: '检测保存下来的页面', en: 'check a saved page' },
    },
  ],
  exits: {
    0: { zh: '全部符合或不适用', en: 'everything is met or does not apply' },
    1: { zh: '有不符合的项目', en: 'something is not met' },
    2: { zh: '没有不符合，但有无法判定的项目', en: 'nothing unmet, but something could not be determined' },
  },
  async run(invocation) {
    const { options, operands, lang, config } = invocation;
    const command = await readOrder(options, operands, lang);
    const evidence = openEvidence(config.data);
    await using inspector = await openConfiguredInspector(config, {
      policy: policyFor(config, options),
      evidence,
    });
    const task = { ...invocation, config, command, evidence, inspector };
    return command.isList ? await checkList(task) : await checkOne(task);
  },
});

/** Overrides, trust and private addresses are for the person at the terminal to allow, for this run only. */
function policyFor(config: Config, options: CheckOptions) {
  const policy = policyOf(config);
  return {
    ...policy,
    allowPrivate: options['allow-private'],
    overrides: options.resolve ?? [],
    extraCa: [...policy.extraCa, ...(options.ca ?? [])],
  };
}
