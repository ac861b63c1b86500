import type { LocalText } from '@zhengdun/contract';
import type { Incident } from './browser-facts.ts';

/** What a page does that keeps a browser from showing it. Of several the first one tells most. */
const WORDS = {
  'dialog-flood': {
    zh: '首页不停弹出对话框，浏览器已关闭该页',
    en: 'the home page opens dialogs without end; the browser closed it',
  },
  'endless-moves': {
    zh: '首页由脚本不停跳转，没有终点',
    en: 'scripts of the home page go on to other addresses without end',
  },
  crashed: {
    zh: '首页占用内存过多，浏览器已结束该页',
    en: 'the home page used too much memory; the browser ended it',
  },
  'cut-short': {
    zh: '首页没有在限定时间内加载完',
    en: 'the home page had not loaded to its end in time',
  },
  stuck: {
    zh: '首页没有反应：脚本没有停下，或没有在限定时间内打开',
    en: 'the home page does not respond: its scripts do not stop, or it did not open in time',
  },
} as const satisfies Partial<Record<Incident, LocalText>>;

/** Why a browser could not show the home page. */
export function failureWords(incidents: ReadonlySet<Incident>): LocalText {
  const first = (Object.keys(WORDS) as (keyof typeof WORDS)[]).find((incident) => incidents.has(incident));
  return first
    ? WORDS[first]
    : { zh: '浏览器没有能打开首页', en: 'the browser could not open the home page' };
}
