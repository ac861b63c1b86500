import type { CheckVerdict, Lang, LocalText } from '@zhengdun/contract';

const EXAMPLE = {
  zh: '示例见 zhengdun rulebook show 15。',
  en: 'For an example: zhengdun rulebook show 15.',
} as const satisfies LocalText;

/** The command that helps, by rule and result or by result. Only the terminal names it: reports go to offices. */
const COMMANDS: Readonly<Record<string, LocalText>> = {
  'exit-prompt/no-prompt': EXAMPLE,
  'exit-prompt/bypassed': EXAMPLE,
  'address-refused': { zh: '允许访问：--allow-private。', en: 'To allow them: --allow-private.' },
  'no-means': { zh: '缺什么，运行 zhengdun doctor 查看。', en: 'What is lacking: zhengdun doctor.' },
};

export function remedyWithCommand({ rule, code, text }: CheckVerdict, lang: Lang): string {
  const command = COMMANDS[`${rule}/${code}`] ?? COMMANDS[code];
  return [text.remedy, command?.[lang]].filter(Boolean).join(lang === 'zh' ? '' : ' ');
}
