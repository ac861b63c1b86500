import type { ApplicationKind } from '@zhengdun/contract';
import { pinyin } from 'pinyin-pro';
import { parseAddress } from '../inspection/index.ts';
import { dutyOf, type NamedUnit } from './names.ts';

/** English abbreviations that offices use; the longest that the duty holds is taken. Ours, from no register. */
const ENGLISH: Readonly<Record<string, string>> = {
  教育: 'edu',
  卫生健康: 'health',
  生态环境: 'eco',
  文化和旅游: 'culture',
  统计: 'stats',
  审计: 'audit',
  税务: 'tax',
  水利: 'water',
  林业: 'forestry',
  图书馆: 'lib',
  博物馆: 'museum',
  医院: 'hospital',
};

/** Host names that a site or mail system of this unit could have: pinyin, initials, English; then the Chinese one. */
export function proposeDomains(unit: NamedUnit, kind: ApplicationKind): string[] {
  if (kind !== 'website' && kind !== 'mail') return [];
  const duty = dutyOf(unit);
  const own = labelsOf(unit, duty);
  const prefix = kind === 'mail' ? 'mail' : 'www';
  const region = regionLabels(unit.regions.at(-1) ?? '');
  const ascii =
    unit.kind === 'organ'
      ? duty === '' || region.length === 0
        ? own.map((label) => `${prefix}.${label}.gov.cn`)
        : // ○○○.□□□.gov.cn: a department below its government's name (政府网站发展指引).
          own.map((label) => `${kind === 'mail' ? 'mail.' : ''}${label}.${region[0]}.gov.cn`)
      : own.map((label) => `${prefix}.${label}.cn`);
  const chinese = kind === 'mail' ? [] : [`${unit.name}.${unit.kind === 'organ' ? '政务' : '公益'}`];
  return [...new Set([...ascii, ...chinese])];
}

function labelsOf(unit: NamedUnit, duty: string): string[] {
  if (duty === '') return regionLabels(unit.regions.at(-1) ?? unit.name);
  const region = [...unit.regions].reverse().find((each) => unit.name.includes(each));
  const rest = region ? unit.name.slice(unit.name.indexOf(region) + region.length) : unit.name;
  const word = Object.keys(ENGLISH).find((each) => duty.includes(each));
  const labels = [initials(rest), ...(word ? [ENGLISH[word] ?? ''] : []), syllables(duty)];
  return labels.filter((label) => label.length >= 2 && label.length <= 20);
}

/** yangli and yl of 样例市. */
function regionLabels(region: string): string[] {
  const name = region.replace(/[省市区县州盟旗]$/, '');
  return [syllables(name), initials(name)].filter((label) => label.length >= 2 && label.length <= 20);
}

function initials(text: string): string {
  return letters(pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join(''));
}

function syllables(text: string): string {
  return letters(pinyin(text, { toneType: 'none', type: 'array', v: true }).join(''));
}

function letters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ü', 'v')
    .replace(/[^a-z0-9]/g, '');
}

/** Host of what was typed, lower case and in Punycode. */
export function hostOf(typed: string): string | undefined {
  const parsed = parseAddress(typed);
  return parsed.ok ? parsed.url.hostname : undefined;
}

/** Host names that people write one after the other. */
export function hostsIn(typed: string): string[] {
  return typed
    .split(/[\s,，;；、]+/)
    .map((part) => (part === '' ? undefined : hostOf(part)))
    .filter((host) => host !== undefined);
}
