import {
  APPLICATION_KIND_WORDS,
  CLOSING_EVENT_WORDS,
  CLOSING_OCCASION_WORDS,
  CLOSING_OUTCOME_WORDS,
  CLOSING_RECORD_FORMS,
  CLOSING_STATE_WORDS,
  CLOSING_STEP_WORDS,
  type ClosingView,
  printTime,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import {
  closingRecordAddress,
  useCheckClosing,
  useClosing,
  useSealClosing,
  useWithdrawClosing,
} from '../../api/closings.ts';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ConfirmField } from '../../components/forms/confirm-field.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import styles from './closing-page.module.css';
import { ClosingSteps } from './closing-steps.tsx';

/** 变更关停 of one application: the steps with their proofs, the signature, the sealed record. */
export function ClosingPage(): ReactNode {
  return <SignedIn permission="closing.read">{() => <Closing />}</SignedIn>;
}

function Closing(): ReactNode {
  const { id = '' } = useParams();
  const { lang, tell } = useLanguage();
  const closing = useClosing(id);
  const { data } = closing;
  return (
    <PageFrame
      title={data?.name ?? tell('closings.title')}
      asOf={data?.asOf}
      lead={
        data &&
        tell('grammar.dots', {
          region: data.unit.name,
          kind: APPLICATION_KIND_WORDS[data.kind][lang],
          state: CLOSING_STATE_WORDS[data.state][lang],
        })
      }
    >
      <Answered answer={closing} lines={8}>
        {(view) => (
          <>
            <Panel title={tell('closing.facts')}>
              <Facts view={view} />
            </Panel>
            {view.sealed && <Sealed id={view.id} sealed={view.sealed} />}
            <ClosingSteps view={view} />
            {view.acts.check && <Check view={view} />}
            {view.acts.seal && <Seal id={view.id} />}
            <FoldedPanel title={tell('opening.tab.history')}>
              <Events events={view.events} />
            </FoldedPanel>
            {view.acts.withdraw && <Withdraw id={view.id} />}
          </>
        )}
      </Answered>
    </PageFrame>
  );
}

function Facts({ view }: { readonly view: ClosingView }): ReactNode {
  const { lang, tell } = useLanguage();
  const { occasion, outcome, since, paper, successor, applicationId, name, address, received } = view;
  const facts: Fact[] = [
    {
      key: 'application',
      label: tell('register.name'),
      value: received ? name : <Link to={`/applications/${applicationId}`}>{name}</Link>,
    },
    ...(address ? [{ key: 'address', label: tell('register.address'), value: address }] : []),
    {
      key: 'occasion',
      label: tell('closings.occasion'),
      value: tell('grammar.note', {
        text: CLOSING_OCCASION_WORDS[occasion][lang],
        note: CLOSING_OUTCOME_WORDS[outcome][lang],
      }),
    },
    { key: 'since', label: tell('closings.since'), value: printTime(since, lang) },
    { key: 'paper', label: tell('closings.paper'), value: paper },
    ...(successor ? [{ key: 'successor', label: tell('closings.successor'), value: successor }] : []),
  ];
  return <FactList facts={facts} />;
}

/** The record: who signed when, its digest, and how anybody checks it. */
function Sealed(props: {
  readonly id: string;
  readonly sealed: NonNullable<ClosingView['sealed']>;
}): ReactNode {
  const { id, sealed } = props;
  const { tell } = useLanguage();
  return (
    <Panel title={tell('closing.sealed')}>
      <p>
        <TimeText iso={sealed.at} /> {tell('closing.sealed.by', { name: sealed.by })}
      </p>
      <FactList
        facts={[
          {
            key: 'sha256',
            label: 'SHA-256',
            value: <code className={styles.digest}>{sealed.sha256}</code>,
          },
          {
            key: 'sm3',
            label: 'SM3',
            value: <code className={styles.digest}>{sealed.sm3}</code>,
          },
        ]}
      />
      <p className={styles.acts}>
        {CLOSING_RECORD_FORMS.map((form) => (
          <Button key={form} href={closingRecordAddress(id, form)} download>
            {tell(`closing.record.${form}`)}
          </Button>
        ))}
      </p>
      <p className={styles.quiet}>{tell('closing.record.how')}</p>
    </Panel>
  );
}

/** Looks once more whether the closed site answers; what it sees stands beside the steps. */
function Check({ view }: { readonly view: ClosingView }): ReactNode {
  const { tell } = useLanguage();
  const check = useCheckClosing(view.id);
  return (
    <Panel title={tell('closing.check')}>
      <p>{tell('closing.check.why')}</p>
      {check.error && (
        <ActErrorState title={tell('form.notDone', { act: tell('closing.check.act') })} error={check.error} />
      )}
      <p role="status">
        {check.data && (
          <>
            {tell('closing.check.asked')}{' '}
            <Link to={`/checks/${check.data.id}`}>{tell('closing.check.see')}</Link>
          </>
        )}
      </p>
      <Button onClick={() => check.mutate(undefined)}>{tell('closing.check.act')}</Button>
    </Panel>
  );
}

/** 负责人签字: nothing is changed afterwards, so it is said before, and no browser that was left alone signs. */
function Seal({ id }: { readonly id: string }): ReactNode {
  const { tell } = useLanguage();
  const seal = useSealClosing(id);
  const [code, setCode] = useState('');
  return (
    <Panel title={tell('closing.seal')}>
      <ActForm
        label={tell('closing.seal')}
        act={tell('closing.seal')}
        isPending={seal.isPending}
        error={seal.error}
        fieldOf={{ 'code-refused': 'seal-code' }}
        check={() => ({ 'seal-code': code.trim() ? undefined : tell('token.code.empty') })}
        onSubmit={() => seal.mutate(code, { onSettled: () => setCode('') })}
      >
        {(faults) => (
          <>
            <p>{tell('closing.seal.why')}</p>
            <ConfirmField id="seal-code" value={code} onChange={setCode} fault={faults['seal-code']} />
          </>
        )}
      </ActForm>
    </Panel>
  );
}

function Withdraw({ id }: { readonly id: string }): ReactNode {
  const { tell } = useLanguage();
  const withdraw = useWithdrawClosing(id);
  const [ground, setGround] = useState('');
  return (
    <FoldedPanel title={tell('closing.withdraw')}>
      <ActForm
        label={tell('closing.withdraw')}
        act={tell('closing.withdraw')}
        isPending={withdraw.isPending}
        error={withdraw.error}
        check={() => ({
          'withdraw-ground': ground.trim() === '' ? tell('opening.ground.missing') : undefined,
        })}
        onSubmit={() => withdraw.mutate(ground)}
      >
        {(faults) => (
          <>
            <p>{tell('closing.withdraw.why')}</p>
            <TextField
              id="withdraw-ground"
              label={tell('opening.ground')}
              fault={faults['withdraw-ground']}
              value={ground}
              lines={2}
              maxLength={500}
              onChange={setGround}
            />
          </>
        )}
      </ActForm>
    </FoldedPanel>
  );
}

/** What happened, newest first, by whom. */
function Events({ events }: { readonly events: ClosingView['events'] }): ReactNode {
  const { lang, tell } = useLanguage();
  return (
    <ol className={styles.steps}>
      {[...events].reverse().map(({ event, at, actor, step, text }) => (
        <li key={`${at}-${event}-${step ?? ''}`}>
          <TimeText iso={at} />{' '}
          {tell('grammar.note', {
            text: [CLOSING_EVENT_WORDS[event][lang], step && CLOSING_STEP_WORDS[step][lang]]
              .filter(Boolean)
              .join(' '),
            note: actor,
          })}
          {text && <p className={styles.quiet}>{text}</p>}
        </li>
      ))}
    </ol>
  );
}
