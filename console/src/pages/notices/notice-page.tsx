import { NOTICE_EVENT_WORDS, type NoticeView } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { noticePaper, useNotice } from '../../api/notices.ts';
import { FactList } from '../../components/fact-list.tsx';
import { TermText } from '../../components/finding/term-text.tsx';
import { LifeLine } from '../../components/life-line.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { FindingRows } from '../findings/finding-columns.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { NoticeActs } from './notice-acts.tsx';
import { isOpenNotice, NoticeStateText } from './notice-state.tsx';

/** One 整改通知: where it stands, what can be done, its findings, its life. */
export function NoticePage(): ReactNode {
  return <SignedIn permission="notice.read">{() => <OneNotice />}</SignedIn>;
}

function OneNotice(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const notice = useNotice(id);
  if (!notice.data) {
    return (
      <PageFrame title={tell('notice.one')}>
        <Answered answer={notice} lines={8}>
          {() => null}
        </Answered>
      </PageFrame>
    );
  }
  return <Answered answer={notice}>{(view) => <Notice key={view.id} view={view} />}</Answered>;
}

function Notice({ view }: { readonly view: NoticeView }): ReactNode {
  const { fileIn, lang, tell } = useLanguage();
  const { id, title, sender, number, unit, may, history } = view;
  const isInside = !view.marks.includes('outside');
  return (
    <PageFrame
      title={title}
      lead={
        <>
          {tell('notice.lead', { sender, number })}
          <br />
          <Link to={`/units/${unit.id}`}>{unit.name}</Link>
        </>
      }
      acts={
        <>
          {isInside && (
            <Button href={fileIn(noticePaper(id, 'notice'))} download>
              {tell('notice.paper')}
            </Button>
          )}
          <Button href={fileIn(noticePaper(id, 'answer'))} download>
            {tell('notice.answer.paper')}
          </Button>
        </>
      }
      asOf={view.asOf}
    >
      <Panel title={tell('notice.now')}>
        <Now view={view} />
      </Panel>
      {may.length > 0 && (
        <Panel title={tell('notice.acts')}>
          <NoticeActs view={view} />
        </Panel>
      )}
      <Panel title={tell('notice.findings')}>
        <FindingRows rows={view.rows} />
      </Panel>
      <Panel title={tell('notice.history')}>
        <LifeLine
          events={history.map((line) => ({ ...line, name: NOTICE_EVENT_WORDS[line.event][lang], facts: [] }))}
        />
      </Panel>
    </PageFrame>
  );
}

function Now({ view }: { readonly view: NoticeView }): ReactNode {
  const { tell } = useLanguage();
  const { plea, demand, answer, settled, findings, signedAt, doneAt } = view;
  const facts: { key: string; label: string; value: ReactNode }[] = [
    { key: 'state', label: tell('notices.state'), value: <NoticeStateText {...view} /> },
    {
      key: 'term',
      label: tell('notices.term'),
      value: <TermText term={view.term} isOpen={isOpenNotice(view)} />,
    },
    { key: 'delivered', label: tell('notices.delivered'), value: <TimeText iso={view.deliveredAt} /> },
    {
      key: 'signed',
      label: tell('notices.signed'),
      value: signedAt ? <TimeText iso={signedAt} /> : tell('notices.unsigned'),
    },
    {
      key: 'done',
      label: doneAt ? tell('notices.done') : tell('notice.progress'),
      value: doneAt ? <TimeText iso={doneAt} /> : tell('notices.undone', { settled, findings }),
    },
  ];
  if (demand !== '') facts.push({ key: 'demand', label: tell('notice.demand.of'), value: demand });
  if (answer) facts.push({ key: 'answer', label: tell('notice.answer.of'), value: answer });
  return (
    <>
      <FactList facts={facts} />
      {plea && (
        <p>
          {plea.kind === 'return'
            ? tell('notice.plea.return', { by: plea.by, ground: plea.ground })
            : tell('notice.plea.delay', { by: plea.by, ground: plea.ground, days: plea.days ?? 0 })}
        </p>
      )}
    </>
  );
}
