import { statSync } from 'node:fs';
import { join } from 'node:path';
import { beijingTime } from '../../kernel/clock/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { CHECKPOINT_FILE, lastVerification, ledgerFolder } from '../../kernel/ledger/index.ts';
import { openCopy, openSigned } from '../ledger/source.ts';
import { type Finding, plain } from './finding.ts';

/** The ledger: how much is sealed, when, and what the last verification said. Its files are looked at, not walked. */
export async function checkLedger(data: string): Promise<Finding> {
  const base = { id: 'ledger', name: { zh: '存证', en: 'ledger' } };
  const cure = plain('zhengdun ledger verify');
  try {
    const { checkpoint } = await openSigned(await openCopy({ from: undefined, data }));
    const { size } = checkpoint;
    const sealed = timeOf(statSync(join(ledgerFolder(data), CHECKPOINT_FILE)).mtime);
    const verified = await lastVerification(data);
    const at = verified && timeOf(new Date(verified.at));
    if (verified && !verified.whole) {
      return {
        ...base,
        state: 'missing',
        detail: { zh: `${at} 核验有误`, en: `the verification at ${at} found it broken` },
        cure,
      };
    }
    return {
      ...base,
      state: 'ok',
      detail: {
        zh: `共 ${size} 条，最近封存 ${sealed}，${at ? `${at} 核验，完整` : '尚未核验'}`,
        en: `${size} entries, sealed last at ${sealed}, ${at ? `found whole at ${at}` : 'not verified yet'} (Beijing)`,
      },
    };
  } catch (error) {
    if (!(error instanceof HouseError)) throw error;
    if (error.code === 'ledger-empty') {
      return {
        ...base,
        state: 'ok',
        detail: { zh: '还没有封存的存证', en: 'nothing is sealed yet' },
      };
    }
    return { ...base, state: 'missing', detail: { zh: error.words('zh'), en: error.words('en') }, cure };
  }
}

function timeOf(date: Date): string {
  return beijingTime(date).slice(0, 16);
}
