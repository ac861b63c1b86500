import '../../src/styles/base.css';
import { REASONS, VERDICTS } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { ChartWithTable } from '../../src/components/chart/chart-with-table.tsx';
import { TermText } from '../../src/components/finding/term-text.tsx';
import { VerdictTag } from '../../src/components/finding/verdict-tag.tsx';
import { Panel } from '../../src/components/panel.tsx';
import { PageFrame } from '../../src/components/shell/page-frame.tsx';
import { EmptyState, ErrorState, LoadingState, StaleNotice } from '../../src/components/tables/states.tsx';
import { LanguageProvider } from '../../src/locales/language.tsx';
import { loadRoomTexts } from '../../src/locales/texts.ts';
import { Look } from '../../src/look.tsx';
import { pageNonce } from '../../src/page-nonce.ts';

const TERM = { from: '2026-11-02T02:00:00.000Z', dueOn: '2026-11-26' };

/** Parts of the kit that no page uses yet, or not in every state, on one page for the tests. */
function Kit(): ReactNode {
  return (
    <PageFrame title="部件" lead="仅供测试" asOf="2026-11-23T02:12:00.000Z">
      <Panel title="结论">
        {VERDICTS.map((verdict) => (
          <p key={verdict}>
            <VerdictTag verdict={verdict} />
          </p>
        ))}
        {REASONS.map((reason) => (
          <p key={reason}>
            <VerdictTag verdict="unknown" reason={reason} />
          </p>
        ))}
      </Panel>
      <Panel title="期限">
        {[3, 0, -2].map((days) => (
          <p key={days}>
            <TermText term={{ ...TERM, workingDaysLeft: days }} isOpen={true} />
          </p>
        ))}
      </Panel>
      <Panel title="图">
        <ChartWithTable
          title="近12个月"
          sentence="不符合由9项降至3项，6月没有检测。"
          data={{
            axis: '月份',
            categories: ['4月', '5月', '6月', '7月', '8月'],
            series: [
              { name: '不符合', values: [9, 7, null, 4, 3], colour: '#cf1322' },
              { name: '无法判定', values: [5, 5, null, 6, 2], colour: '#ad4e00', dashed: true },
            ],
          }}
        />
      </Panel>
      <Panel title="状态">
        <LoadingState />
        <EmptyState
          title="今日无待办"
          why="最近一次全面检查为2026年11月20日。"
          act={<Button>登记应用</Button>}
        />
        <ErrorState
          title="没有得到数据"
          cause="数据库没有应答。"
          kept="已保存草稿。"
          cure="请稍后再点“重试”。"
          incident="20261123-ABCDEF"
          act={<Button>重试</Button>}
        />
        <StaleNotice error={new Error('planted')} />
      </Panel>
    </PageFrame>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
await loadRoomTexts();
createRoot(root).render(
  <BrowserRouter>
    <LanguageProvider>
      <Look nonce={pageNonce()}>
        <Kit />
      </Look>
    </LanguageProvider>
  </BrowserRouter>,
);
