import { expect, it } from 'vitest';
import { pageOf, rendered, saw, siteViewWith, viewOfPage } from '../../../test/site-view.ts';
import { SAVED_PAGE } from '../unseen.ts';
import { exposedFiles } from './03-exposed-files.ts';
import { allPages, countPages } from './home.ts';

const HOME = 'https://www.somecity.gov.cn/';
const BODY = '<title>某市人民政府</title><iframe src="/foot.html"></iframe>';

it('counts pages as a visitor does: the home page with its frames is one', () => {
  const browser = rendered(BODY, HOME, { frames: [pageOf('<p>页脚</p>', `${HOME}foot.html`)] });
  const alone = viewOfPage(BODY, HOME, { browser });
  expect(allPages(alone)).toHaveLength(2);
  expect(countPages(alone)).toBe(1);
  const crawl = saw({ pages: [pageOf('<p>要闻</p>', `${HOME}a.html`)], ended: 'done' } as never);
  const walked = siteViewWith({ ...alone.observations, crawl }, { url: HOME });
  expect(countPages(walked)).toBe(2);
  expect(countPages(walked, ({ url }) => url.endsWith('a.html'))).toBe(1);
});

it('tells which look was not taken where the step was', () => {
  const exposure = { at: '2026-11-30T00:00:00Z', ms: 0, ...SAVED_PAGE } as const;
  const { facts } = exposedFiles.judge(siteViewWith({ exposure }, { url: HOME, snapshot: true }));
  expect(facts.step).toMatchObject({ zh: '查找不应公开的文件' });
});
