import { APPLICATION_KIND_WORDS, OPENING_STATE_WORDS, type OpeningView } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useRef } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useOpening, useTurnOpening } from '../../api/openings.ts';
import { useFocusReturn } from '../../components/forms/use-focus-return.ts';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { TabLinks } from '../../components/tab-links.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { CheckAndSubmit } from './check-and-submit.tsx';
import { DecideForm } from './decide-form.tsx';
import { EventList } from './event-list.tsx';
import { FormFacts } from './form-facts.tsx';
import { ObstacleList } from './obstacle-list.tsx';
import styles from './opening-page.module.css';
import { PaperLinks } from './paper-links.tsx';
import { SectionForm } from './section-form.tsx';
import { StepBar } from './step-bar.tsx';
import { StepTable } from './step-table.tsx';
import { TaskList } from './task-list.tsx';

const TABS = ['form', 'steps', 'history'] as const;
type Tab = (typeof TABS)[number];

/** 开办事项: the form for who applies, the review for who decides, the steps, and what happened. */
export function OpeningPage(): ReactNode {
  return <SignedIn permission="opening.read">{() => <Opening />}</SignedIn>;
}

function Opening(): ReactNode {
  const { id = '' } = useParams();
  const { lang, tell } = useLanguage();
  const opening = useOpening(id);
  const { data } = opening;
  const title = data?.name || tell('openings.unnamed');
  return (
    <PageFrame
      title={title}
      asOf={data?.asOf}
      lead={
        data &&
        tell('grammar.dots', {
          region: data.unit.name,
          kind: APPLICATION_KIND_WORDS[data.kind][lang],
          state: OPENING_STATE_WORDS[data.state][lang],
        })
      }
    >
      <Answered answer={opening} lines={8}>
        {(view) => <Parts view={view} />}
      </Answered>
    </PageFrame>
  );
}

function Parts({ view }: { readonly view: OpeningView }): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const asked = TABS.find((each) => each === search.get('tab'));
  const tab: Tab = asked ?? (view.state === 'granted' ? 'steps' : 'form');
  return (
    <>
      {view.kind === 'website' && <StepBar steps={view.steps} />}
      <TabLinks
        label={tell('opening.tabs')}
        current={tab}
        tabs={TABS.map((value) => ({ value, label: tell(`opening.tab.${value}`) }))}
      />
      {tab === 'form' && <FormTab view={view} />}
      {tab === 'steps' && <StepsTab view={view} />}
      {tab === 'history' && (
        <Panel title={tell('opening.tab.history')}>
          <EventList events={view.events} />
        </Panel>
      )}
    </>
  );
}

/** The applicant's task list with one task open, or the reviewer's two columns. */
function FormTab({ view }: { readonly view: OpeningView }): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const part = search.get('part');
  if (view.acts.fill) {
    if (part === 'check') return <CheckAndSubmit view={view} />;
    return part ? (
      <SectionForm key={part} view={view} part={part} />
    ) : (
      <>
        <TaskList view={view} />
        <Turn id={view.id} act="withdraw" />
      </>
    );
  }
  return (
    <>
      <div className={styles.columns}>
        <Panel title={tell('opening.form')}>
          <FormFacts view={view} />
        </Panel>
        <Panel title={tell('opening.findings')}>
          <ObstacleList view={view} />
        </Panel>
      </div>
      {view.acts.accept && <Turn id={view.id} act="accept" primary />}
      {view.acts.decide && <DecideForm view={view} />}
      {view.acts.withdraw && <Turn id={view.id} act="withdraw" />}
    </>
  );
}

function StepsTab({ view }: { readonly view: OpeningView }): ReactNode {
  const { tell } = useLanguage();
  return (
    <>
      {view.applicationId && (
        <p className={styles.above}>
          <Link to={`/applications/${view.applicationId}`}>{tell('opening.registered')}</Link>
        </p>
      )}
      <StepTable view={view} />
      {view.papers.length > 0 && <PaperLinks view={view} />}
    </>
  );
}

/** One act without more to say. What cannot be undone is unfolded first. */
function Turn(props: {
  readonly id: string;
  readonly act: 'withdraw' | 'accept';
  readonly primary?: boolean;
}): ReactNode {
  const { id, act, primary } = props;
  const { tell } = useLanguage();
  const turn = useTurnOpening(id, act);
  const part = useRef<HTMLDivElement>(null);
  useFocusReturn(part, turn.isPending);
  const word = tell(`opening.${act}`);
  const button = (
    <Button type={primary ? 'primary' : 'default'} onClick={() => turn.mutate(undefined)}>
      {word}
    </Button>
  );
  return (
    <div ref={part} className={styles.above}>
      {turn.error && <ActErrorState title={tell('form.notDone', { act: word })} error={turn.error} />}
      {act === 'accept' ? (
        button
      ) : (
        <details className={styles.fold}>
          <summary>{tell('opening.withdraw.open')}</summary>
          <p className={styles.saved}>{tell('opening.withdraw.why')}</p>
          {button}
        </details>
      )}
    </div>
  );
}
