import { counted, type Lang, type LocalText } from '@zhengdun/contract';
import type { Incident } from './probes/browser/index.ts';
import type { Observations } from './site-view.ts';

/** What a reader might think was looked at and was not. Stands on every report. */
export function notCheckedWords(observations: Observations, lang: Lang): string[] {
  const words: LocalText[] = [];
  const { browser, crawl, links, exposure, html } = observations;
  if (html.outcome === 'seen' && html.facts.article)
    words.push({
      zh: '所检网址是内页，首页没有打开，首页的要求以首页为准',
      en: 'The address is that of an inner page; the home page was not opened, and what is asked of it was not seen there',
    });
  if (browser.outcome !== 'seen') {
    words.push({
      zh: `没有用浏览器打开页面（${browser.detail.zh}），标识位置和离开提示未检`,
      en: `No browser opened the page (${browser.detail.en}): place of the mark and exit prompts were not checked`,
    });
  } else {
    const { home, exits } = browser.facts;
    if (home.clipped)
      words.push({
        zh: `首页过长，截图只取上部${PICTURED}像素`,
        en: `The home page is very long; the picture holds its first ${PICTURED} pixels`,
      });
    for (const incident of home.incidents) {
      const told = INCIDENT_WORDS[incident];
      if (told) words.push(told);
    }
    const found = Object.values(exits?.found ?? {}).reduce((total, count) => total + count, 0);
    const tried = exits?.trials.filter(({ lure }) => !lure).length ?? 0;
    if (found > tried)
      words.push({
        zh: `首页外部链接${found}条，点击试验了${tried}条`,
        en: `Of ${counted(found, 'exit', 'exits')} on the home page, ${counted(tried, 'was', 'were')} clicked`,
      });
  }
  if (crawl.outcome === 'seen') {
    const { ended, robots, failures } = crawl.facts;
    if (ended === 'page-limit')
      words.push({
        zh: '只打开了限定数量的页面，其余页面未看',
        en: 'Only a limited number of pages was opened',
      });
    if (ended === 'time-limit')
      words.push({ zh: '打开页面的时间用完，其余页面未看', en: 'The time for opening pages ran out' });
    if (ended === 'rate-limited')
      words.push({
        zh: '网站要求放慢访问，已停止打开页面',
        en: 'The site asked to slow down; no further page was opened',
      });
    if (ended === 'robots-unreachable')
      words.push({
        zh: '网站的 robots.txt 没有正常应答，没有打开首页以外的页面',
        en: 'robots.txt did not answer properly, so no page besides the home page was opened',
      });
    if (robots.skipped > 0)
      words.push({
        zh: `网站的 robots.txt 不允许程序访问，跳过${robots.skipped}个页面`,
        en: `robots.txt kept ${counted(robots.skipped, 'page', 'pages')} from programs`,
      });
    if (failures.length > 0)
      words.push({
        zh: `${failures.length}个页面没有打开`,
        en: `${counted(failures.length, 'page', 'pages')} did not open`,
      });
  } else {
    words.push({ zh: '没有打开首页以外的页面', en: 'No page besides the home page was opened' });
  }
  if (links.outcome === 'seen' && links.facts.found > links.facts.links.length) {
    words.push({
      zh: `外部链接${links.facts.found}条，核查了${links.facts.links.length}条`,
      en: `Of ${counted(links.facts.found, 'exit link', 'exit links')}, ${counted(links.facts.links.length, 'was', 'were')} asked`,
    });
  }
  if (exposure.outcome === 'seen' && exposure.facts.stopped)
    words.push({ zh: '暴露文件未查完', en: 'The look for exposed files was cut short' });
  words.push({
    zh: '附件、图片、视频和登录后的内容未看',
    en: 'Attachments, pictures, videos and what lies behind a login were not read',
  });
  return words.map((text) => text[lang]);
}

const PICTURED = 9000;

/** What the home page tried in the browser and was not let do: nothing more was looked at there. */
const INCIDENT_WORDS: Readonly<Partial<Record<Incident, LocalText>>> = {
  popup: {
    zh: '首页自行打开新窗口，已关闭，窗口中的内容未看',
    en: 'The home page opened windows by itself; they were closed and not read',
  },
  download: {
    zh: '首页自行开始下载，已拦截，文件未看',
    en: 'The home page began a download by itself; it was stopped and not read',
  },
  'over-limit': {
    zh: '首页请求过多，超出限定的部分没有取',
    en: 'The home page asked for more than the limit; the rest was not fetched',
  },
  unfinished: {
    zh: '首页有部分内容没有在限定时间内加载完，没有看到',
    en: 'Parts of the home page had not loaded in time and were not seen',
  },
  'web-socket': {
    zh: '首页使用长连接（WebSocket），已拦截，由此写入的内容未看',
    en: 'The home page uses a WebSocket; it was refused, and what it would have written was not read',
  },
};
