import { describeRule } from '../../../test/rule-cases.ts';
import { viewOfPage } from '../../../test/site-view.ts';
import { homeUpdated } from './13-home-updated.ts';

const HOME = 'https://www.example.gov.cn/';

/** The check is made on 23 November 2026. */
function live(body: string) {
  return { ...viewOfPage(body, HOME), snapshot: false };
}

describeRule(homeUpdated, [
  [
    'recent',
    'for an item of the week',
    live('<ul><li>某某会议召开 2026-11-20</li><li>通知 2024-01-02</li></ul>'),
  ],
  ['recent', 'where only the addresses carry the day', live('<a href="/202611/t20261119_1.html">会议</a>')],
  ['recent', 'for a day two weeks ago', live('<li>某某会议召开 2026年11月9日</li>')],
  ['stale', 'for a day three weeks ago', live('<li>某某会议召开 2026年11月2日</li>')],
  [
    'stale',
    'where the newest day lies in the future',
    live('<li>报名截止 2027-03-01</li><li>公告 2026-06-01</li>'),
  ],
  ['undated', 'without any year', live('<li>某某会议召开 11-20</li>')],
  ['saved', 'of a saved page', viewOfPage('<li>会议 2026-11-20</li>', HOME)],
]);
