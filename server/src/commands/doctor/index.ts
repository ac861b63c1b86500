import { defineCommand, padEnd, type Terminal, wrapText } from '../../kernel/cli/index.ts';
import type { Config } from '../../kernel/config/index.ts';
import type { Log } from '../../kernel/log.ts';
import { readVersion } from '../../version.ts';
import { printAdminLink } from './admin-link.ts';
import { checkBrowser, checkFonts } from './browser.ts';
import { type Finding, STATE_WORDS } from './finding.ts';
import { checkLedger } from './ledger.ts';
import { checkClock, checkDisk, checkLocale } from './machine.ts';
import { checkPictures } from './pictures.ts';
import { checkPort } from './port.ts';
import { checkNode, checkNpm } from './programs.ts';
import { readSettings } from './settings.ts';
import { checkDatabase, checkDataDirectory } from './storage.ts';

/** Says what is there and how to mend what is not. Needs neither network nor a running server. */
export const doctor = defineCommand({
  name: 'doctor',
  summary: { zh: '检查运行条件，给出补齐办法', en: 'say what is there, and how to mend what is not' },
  options: {
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
    'admin-link': {
      flag: true,
      help: {
        zh: '重新生成首位管理员的一次性链接',
        en: 'make another one-time link for the first administrator',
      },
    },
  },
  examples: [
    { line: 'zhengdun doctor', does: { zh: '逐项列出', en: 'list everything' } },
    { line: 'zhengdun doctor --json', does: { zh: '供程序读取', en: 'for programs' } },
  ],
  exits: { 1: { zh: '缺少必需的条件', en: 'something needed is missing' } },
  checksConfig: false,
  async run({ options, terminal, log }) {
    if (options['admin-link']) return printAdminLink(terminal, log);
    const { config, finding } = readSettings(process.env);
    const findings = [finding, ...(await examine(config, log))];
    if (options.json) terminal.raw(`${JSON.stringify({ version: readVersion(), findings }, null, 2)}\n`);
    else print(findings, terminal);
    return findings.some((each) => each.state === 'missing') ? 1 : 0;
  },
});

async function examine(config: Config, log: Log): Promise<Finding[]> {
  return [
    checkNode(),
    checkNpm(),
    checkDataDirectory(config.data),
    checkDisk(config.data),
    await checkDatabase(config, log),
    await checkLedger(config.data),
    await checkBrowser(config),
    checkFonts(),
    checkPictures(),
    await checkPort(config.listen, config.port),
    checkClock(config.data),
    checkLocale(process.env),
  ];
}

function print(findings: readonly Finding[], terminal: Terminal): void {
  const { lang } = terminal;
  const nameWidth = lang === 'zh' ? 12 : 16;
  const stateWidth = lang === 'zh' ? 6 : 9;
  const indent = stateWidth + nameWidth;
  for (const each of findings) {
    const head = `${padEnd(STATE_WORDS[each.state][lang], stateWidth)}${padEnd(each.name[lang], nameWidth)}`;
    terminal.out(head + wrapText(each.detail[lang], { indent }));
    if (each.cure) terminal.out(' '.repeat(indent) + (lang === 'zh' ? '办法  ' : 'cure  ') + each.cure[lang]);
  }
  const missing = findings.filter((each) => each.state === 'missing').length;
  const notices = findings.filter((each) => each.state === 'notice').length;
  terminal.out('');
  terminal.out(
    lang === 'zh'
      ? `共 ${findings.length} 项：缺少 ${missing}，注意 ${notices}，正常 ${findings.length - missing - notices}`
      : `${findings.length} in all: ${missing} missing, ${notices} to notice, ${findings.length - missing - notices} ok`,
  );
}
