import { createHash } from 'node:crypto';
import { dayOf } from '../kernel/clock/index.ts';
import { DAY_MS } from '../kernel/durations.ts';
import type { DemoApplication } from './applications.ts';
import { chance } from './chance.ts';
import type { Fault } from './faults.ts';

/** Digits of a number that nobody was given: noughts first. */
function digitsOf(key: string, length: number): string {
  return String(1 + Math.floor(chance(`number ${key}`) * 999)).padStart(length, '0');
}

export const icpNumberOf = (key: string): string => `京ICP备${digitsOf(key, 8)}号-1`;
export const policeCodeOf = (key: string): string => `110100020${digitsOf(key, 5)}`;
export const siteCodeOf = (key: string): string => `990100${digitsOf(key, 4)}`;

/** Id of the record of a site's mark. */
export function recordOf(host: string): string {
  return createHash('sha256').update(`mark ${host}`).digest('hex').slice(0, 32).toUpperCase();
}

/** Source of the home page of a site that has these faults at that time. */
export function homePage(application: DemoApplication, faults: ReadonlySet<Fault>, at: Date): string {
  const { key, unit, host = '' } = application;
  const newest = new Date(at.getTime() - (faults.has('stale') ? 40 : 2) * DAY_MS);
  const code = unit.kind === 'organ' && !faults.has('no-site-code') ? siteCodeOf(key) : undefined;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${unit.name}</title>
<meta name="SiteName" content="${unit.name}"><meta name="SiteDomain" content="${host}">
${code ? `<meta name="SiteIDCode" content="${code}">` : ''}</head><body>
<h1>${unit.name}</h1>
<nav><a href="/gk/">信息公开</a> <a href="/bs/">办事服务</a> <a href="/hd/">互动交流</a></nav>
<p>本页面为演示数据，单位和内容均为虚构。</p>
${Array.from({ length: 12 }, (_, index) => `<p>样例工作动态第${index + 1}条：研究部署下一阶段工作任务。</p>`).join('\n')}
<p>更新日期：${dayOf(newest)}</p>
${faults.has('browser-demanded') ? '<p>请使用IE浏览器访问本网站，其他浏览器无法办理。</p>' : ''}
${faults.has('phone-shown') ? '<p>公示名单：样例甲 身份证号 11010119900307001X</p>' : ''}
<p><a href="https://www.fuwu.example/">便民服务</a></p>
<div class="footer"><p>主办单位：${unit.name} <a href="/about/">联系我们</a> <a href="/map/">网站地图</a></p>
${code ? `<p>网站标识码：${code}</p>` : ''}
${faults.has('no-icp') ? '' : `<p><a href="https://beian.miit.gov.cn/">${icpNumberOf(key)}</a></p>`}
${faults.has('no-police') ? '' : `<p><a href="https://beian.mps.gov.cn/#/query/webSearch?code=${policeCodeOf(key)}">京公网安备${policeCodeOf(key)}号</a></p>`}
${faults.has('no-mark') ? '' : `<p><a href="https://bszs.conac.cn/sitename?method=show&amp;id=${recordOf(host)}"><img src="/${unit.kind === 'organ' ? 'red' : 'blue'}.png" alt="网上标识"></a></p>`}
</div></body></html>`;
}

/** Source of a page behind the home page. */
export function innerPage({ unit }: DemoApplication, name: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>栏目 ${name} - ${unit.name}</title></head>
<body><h1>栏目</h1>${'<p>样例内容，供演示使用。</p>'.repeat(20)}</body></html>`;
}
