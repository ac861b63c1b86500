import type { CheckResult, LocalText } from '@zhengdun/contract';

const SELF_CHECK = { zh: '自查', en: 'check' } as const satisfies LocalText;

/** 「自查-www.example.gov.cn」: a name that every file system takes, without its ending. */
export function reportBaseName({ target, lang }: Pick<CheckResult, 'target' | 'lang'>): string {
  const host = target.displayHost
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}.-]/gu, '_')
    .replaceAll(/\.{2,}|^\.|\.$/g, '_')
    .slice(0, 80);
  return `${SELF_CHECK[lang]}-${host.toWellFormed() || 'site'}`;
}
