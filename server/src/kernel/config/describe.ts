import type { Lang } from '@zhengdun/contract';
import { describeMisread } from '../value.ts';
import type { ConfigMistake, Source } from './load.ts';
import { SETTINGS } from './settings.ts';

const SOURCE_WORDS = {
  zh: { environment: '环境变量', file: '配置文件', default: '默认' },
  en: { environment: 'environment', file: 'configuration file', default: 'default' },
} as const satisfies Record<Lang, Record<Source, string>>;

/** Where a value came from, in words. */
export function describeSource(source: Source, lang: Lang): string {
  return SOURCE_WORDS[lang][source];
}

/** One mistake in words: the name, the value (secrets masked), what may stand there, an example. */
export function describeMistake(mistake: ConfigMistake, lang: Lang): string {
  switch (mistake.kind) {
    case 'unreadable-file':
      return lang === 'zh'
        ? `配置文件 ${mistake.path} 读不出来（${mistake.detail}）`
        : `The configuration file ${mistake.path} cannot be read (${mistake.detail})`;
    case 'unknown-name':
      return describeUnknown(mistake, lang);
    case 'bad-value':
      return describeBadValue(mistake, lang);
  }
}

function describeUnknown(mistake: ConfigMistake & { kind: 'unknown-name' }, lang: Lang): string {
  const { name, source, meant } = mistake;
  if (lang === 'zh') {
    return `没有名为 ${name} 的设置（${SOURCE_WORDS.zh[source]}）${meant ? `，是否想写 ${meant}？` : '，请删除'}`;
  }
  return `There is no setting ${name} (${SOURCE_WORDS.en[source]})${meant ? `; did you mean ${meant}?` : '; remove it'}`;
}

function describeBadValue(mistake: ConfigMistake & { kind: 'bad-value' }, lang: Lang): string {
  const { name, misread, source } = mistake;
  const { allowed, example, ...rest } = SETTINGS[name];
  const place = { name, allowed, example: `${name}=${example}`, where: SOURCE_WORDS[lang][source] };
  return describeMisread(misread, { ...place, secret: 'secret' in rest }, lang);
}
