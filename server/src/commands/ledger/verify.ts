import { readFile } from 'node:fs/promises';
import type { Lang } from '@zhengdun/contract';
import { LEDGER_SUBJECTS } from '../../app.ts';
import { verifyInstallation } from '../../auditing/index.ts';
import { type EvidenceReport, openEvidence, verifyEvidence } from '../../inspection/index.ts';
import { defineCommand, type Terminal, wrapText } from '../../kernel/cli/index.ts';
import { beijingTime } from '../../kernel/clock/index.ts';
import type { Config } from '../../kernel/config/index.ts';
import { openDatabase } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { faultText, type LedgerReport, verifyLedger } from '../../kernel/ledger/index.ts';
import type { Log } from '../../kernel/log.ts';
import { plainWords } from '../../kernel/value.ts';
import { FROM_OPTION, KEY_OPTION, openCopy } from './source.ts';

/** Nothing is sealed: neither whole nor broken. */
const EXIT_EMPTY = 2;

/** `zhengdun ledger verify` */
export const verify = defineCommand({
  name: 'verify',
  summary: {
    zh: '核验存证和证据文件，找出被改动、缺失、换位或截断的',
    en: 'find what was changed, removed, moved or cut off in the ledger and among the evidence',
  },
  options: {
    from: FROM_OPTION,
    key: KEY_OPTION,
    checkpoint: {
      ...plainWords({ allowed: { zh: '文件', en: 'a file' }, example: 'checkpoint-2026-11.txt' }),
      placeholder: 'FILE',
      repeatable: true,
      help: {
        zh: '外部保存的检查点，可多次给出；整体截断或重写只有它能证明',
        en: 'a checkpoint kept elsewhere, may be repeated; only it shows that all was cut off or written anew',
      },
    },
    'no-evidence': {
      flag: true,
      help: {
        zh: '不读取截图等证据文件；逐件读取约每件几毫秒',
        en: 'do not read pictures and other evidence, which takes some milliseconds each',
      },
    },
    json: { flag: true, help: { zh: '输出 JSON', en: 'print JSON' } },
  },
  examples: [
    { line: 'zhengdun ledger verify', does: { zh: '核验本系统的存证', en: 'the ledger of this system' } },
    {
      line: 'zhengdun ledger verify --checkpoint checkpoint-2026-10.txt',
      does: { zh: '并与上月保存的检查点比对', en: 'and compare it with a checkpoint kept last month' },
    },
    {
      line: 'zhengdun ledger verify --from ./ledger',
      does: { zh: '核验导出的副本，不用数据库', en: 'a copy, without a database' },
    },
  ],
  exits: {
    0: { zh: '完整', en: 'whole' },
    1: { zh: '有误，已指出', en: 'something is wrong and named' },
    2: { zh: '还没有封存的存证', en: 'nothing is sealed yet' },
  },
  async run({ options, terminal, lang, config, log, signal }) {
    const kept = await Promise.all((options.checkpoint ?? []).map(readKept));
    const own = { config, log, signal, kept, terminal, withEvidence: !options['no-evidence'] };
    const { report, evidence }: Verified =
      options.from === undefined
        ? await verifyOwn(own)
        : {
            report: await verifyLedger({
              ...(await openCopy({ from: options.from, data: config.data, keys: options.key ?? [] })),
              kept,
              signal,
            }),
          };
    const told = jsonOf(report, lang);
    const whole = told.whole && !evidence?.faulty;
    if (options.json) terminal.raw(`${JSON.stringify({ ...told, whole, evidence }, null, 2)}\n`);
    else {
      const page = { lang, width: terminal.columns, keptCount: kept.length };
      terminal.out(reportText(report, page));
      if (evidence && evidence.total > 0) terminal.out(evidenceText(evidence, page));
    }
    if (report.fault || (evidence && evidence.faulty > 0)) return 1;
    return report.size === 0 ? EXIT_EMPTY : 0;
  },
});

interface Verified {
  readonly report: LedgerReport;
  readonly evidence?: EvidenceReport;
}

type Kept = Parameters<typeof verifyLedger>[0]['kept'];

async function readKept(file: string): Promise<Kept[number]> {
  try {
    return { name: file, note: await readFile(file, 'utf8') };
  } catch (error) {
    const detail = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new HouseError('ledger-checkpoint-unreadable', { file, detail }, { cause: error });
  }
}

/** Rows, files and checkpoints of this installation, and what checks have kept. @throws HouseError `ledger-elsewhere` */
async function verifyOwn(about: {
  readonly config: Config;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly kept: Kept;
  readonly terminal: Pick<Terminal, 'status'>;
  readonly withEvidence: boolean;
}): Promise<Verified> {
  const { config, log, signal, kept, terminal, withEvidence } = about;
  const database = await openDatabase({ config, program: 'zhengdun ledger verify', log, signal });
  try {
    const { db } = database;
    const report = await verifyInstallation(
      { db, data: config.data, subjects: LEDGER_SUBJECTS },
      { kept, signal },
    );
    if (!withEvidence) return { report };
    const told = (done: number) => terminal.status.update(String(done));
    const evidence = await verifyEvidence({ db, evidence: openEvidence(config.data), signal, told });
    terminal.status.clear();
    return { report, evidence };
  } finally {
    await database.close();
  }
}

function jsonOf({ fault, sealedAt, ...report }: LedgerReport, lang: Lang) {
  return {
    ...report,
    sealedAt: sealedAt?.toISOString(),
    whole: fault === undefined,
    fault: fault && { ...fault, text: faultText(fault, lang) },
  };
}

const FAULT_WORDS = {
  changed: {
    zh: '内容已被改动，或 secrets/evidence 不是原来的密钥',
    en: 'was changed, or secrets/evidence is not the key that sealed it',
  },
  missing: { zh: '文件缺失', en: 'its file is missing' },
  destroyed: { zh: '已被毁去，没有销毁令', en: 'was destroyed without an order' },
} as const;

/** What checks have kept: how much of it is whole, and what is not. */
function evidenceText(
  { total, whole, destroyed, faulty, faults }: EvidenceReport,
  { lang, width }: { readonly lang: Lang; readonly width: number },
): string {
  const zh = lang === 'zh';
  const onOrder =
    destroyed === 0 ? '' : zh ? `，按保密要求销毁 ${destroyed} 件` : `, ${destroyed} destroyed on order`;
  const first = zh
    ? `证据 ${total} 件，完好 ${whole} 件${onOrder}`
    : `${total} pieces of evidence: ${whole} whole${onOrder}`;
  const named = faults.map(({ sha256, fault, check }) => {
    const of = check && (zh ? `（检测 ${check}）` : ` (check ${check})`);
    return `${sha256}${of ?? ''}  ${FAULT_WORDS[fault][lang]}`;
  });
  const more = faulty - faults.length;
  const rest = more > 0 ? [zh ? `另有 ${more} 件有误` : `${more} more are at fault`] : [];
  const head = faulty === 0 ? [] : [zh ? `证据有误 ${faulty} 件` : `Evidence at fault: ${faulty}`];
  const cure =
    faulty === 0
      ? []
      : [
          zh
            ? '办法  保全现场，从备份恢复 objects/ 和 secrets/ 后重新核验'
            : 'Cure: keep everything as it is, restore objects/ and secrets/ from a backup and verify again',
        ];
  return [first, ...head, ...named, ...rest, ...cure].map((line) => wrapText(line, { width })).join('\n');
}

function reportText(
  report: LedgerReport,
  page: { readonly lang: Lang; readonly width: number; readonly keptCount: number },
): string {
  const { lang, width, keptCount } = page;
  const zh = lang === 'zh';
  const { size, checkpoints, pending, sealedAt, fault } = report;
  const at = sealedAt && beijingTime(sealedAt);
  const waiting =
    pending === 0
      ? []
      : [
          zh
            ? `另有 ${pending} 条已登记、待封存，服务运行时数秒内封存`
            : `${pending} more are entered and wait to be sealed, which takes seconds while the service runs`,
        ];
  if (fault) {
    const lines = [
      zh ? `存证有误  ${faultText(fault, 'zh')}` : `The ledger is broken: ${faultText(fault, 'en')}`,
      zh
        ? '办法  保全现场，不要继续写入；用备份恢复后重新核验，并按应急预案报告'
        : 'Cure: keep everything as it is and write nothing more; restore a backup and verify again; report it as your emergency plan says',
    ];
    return lines.map((line) => wrapText(line, { width, indent: zh ? 10 : 0 })).join('\n');
  }
  if (size === 0) return [zh ? '还没有封存的存证' : 'Nothing is sealed yet', ...waiting].join('\n');
  const outside =
    keptCount > 0
      ? []
      : [
          zh
            ? '本次没有与外部保存的检查点比对。请把 checkpoint 文件定期交第三方保存，核验时用 --checkpoint 给出'
            : 'Nothing was compared with a checkpoint kept elsewhere. Give the file "checkpoint" to somebody outside from time to time, and name it with --checkpoint',
        ];
  return [
    zh
      ? `存证完整，共 ${size} 条，与 ${checkpoints} 个已签名的检查点一致${at ? `，最近封存 ${at}` : ''}`
      : `The ledger is whole: ${size} entries, as ${checkpoints} signed checkpoints say${at ? `, sealed last at ${at} (Beijing)` : ''}`,
    ...waiting,
    ...outside,
  ]
    .map((line) => wrapText(line, { width }))
    .join('\n');
}
