import { type CheckResult, urgentCount } from '@zhengdun/contract';
import type { Tell } from '../../locales/texts.ts';

/** The result in one sentence: 「发现6项不符合，其中2项建议今日处理」. Undetermined is never told as good news. */
export function verdictSentence(
  { summary, verdicts }: Pick<CheckResult, 'summary' | 'verdicts'>,
  tell: Tell,
): string {
  const { unmet, unknown, total } = summary;
  const urgent = urgentCount(verdicts);
  if (unmet > 0)
    return urgent > 0 ? tell('result.urgent', { unmet, urgent }) : tell('result.unmet', { unmet });
  if (unknown > 0 && unknown + summary['not-applicable'] === total)
    return tell('result.allUnknown', { unknown });
  if (unknown > summary.met) return tell('result.mostlyUnknown', { unknown });
  return unknown > 0 ? tell('result.noneUnmet', { unknown }) : tell('result.clear');
}
