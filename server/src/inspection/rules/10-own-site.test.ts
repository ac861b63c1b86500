import { describeRule } from '../../../test/rule-cases.ts';
import { viewOfPage } from '../../../test/site-view.ts';
import { ownSiteBelowCounty } from './10-own-site.ts';

function bureau(url: string, siteName: string) {
  const view = viewOfPage(`<head><meta name="SiteName" content="${siteName}"></head><p>新闻</p>`, url);
  const unit = {
    name: '某某县教育局',
    kind: 'organ',
    level: 'county-department',
    from: { kind: 'given', level: 'given' },
  } as const;
  return { ...view, unit };
}

describeRule(ownSiteBelowCounty, [
  ['own-site', 'for a host of its own', bureau('https://jyj.example.gov.cn/', '某某县教育局')],
  [
    'own-site',
    'for the start page under its file name',
    bureau('https://jyj.example.gov.cn/index.html', '某某县教育局'),
  ],
  [
    'own-site',
    'for an item on a site that declares itself as the unit’s',
    bureau('https://jyj.example.gov.cn/art/2024/6/13/art_1_2.html', '某某县教育局'),
  ],
  [
    'column',
    'for a column on the government’s site',
    bureau('https://www.example.gov.cn/zfbm/jyj/', '某某县人民政府'),
  ],
]);
