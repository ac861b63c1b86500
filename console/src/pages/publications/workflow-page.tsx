import { stageWords, type Workflow, type WorkflowView } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useSetWorkflow, useWorkflow } from '../../api/publications.ts';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { ActForm } from '../../components/forms/act-form.tsx';
import { FieldGroup, SelectField, TextField } from '../../components/forms/field.tsx';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { usePersonName, useTime } from './item-words.tsx';
import styles from './publications.module.css';
import { useOneUnit } from './use-one-unit.tsx';

/** 审核流程 of a unit: how it reviews now, and how it is set. */
export function WorkflowPage(): ReactNode {
  return <SignedIn permission="publication.read">{() => <OfUnit />}</SignedIn>;
}

function OfUnit(): ReactNode {
  const { tell } = useLanguage();
  const { unit, choice } = useOneUnit();
  const workflow = useWorkflow(unit);
  return (
    <PageFrame
      title={tell('workflow.title')}
      lead={tell('workflow.lead')}
      asOf={workflow.data?.asOf}
      acts={<Link to="/publications">{tell('outlets.back')}</Link>}
    >
      {choice}
      <Answered answer={workflow} lines={6}>
        {(view) => <OneWorkflow key={view.unit.id} view={view} />}
      </Answered>
    </PageFrame>
  );
}

function OneWorkflow({ view }: { readonly view: WorkflowView }): ReactNode {
  const { tell } = useLanguage();
  const timeOf = useTime();
  const { inForce, others, may, unit } = view;
  return (
    <>
      <Panel title={tell('workflow.now')}>
        <p>{unit.name}</p>
        {inForce ? (
          <Facts workflow={inForce} />
        ) : (
          <EmptyState title={tell('workflow.none')} why={tell('workflow.none.why')} />
        )}
      </Panel>
      {may.manage && (
        <Panel title={tell('workflow.set')}>
          <SetForm key={inForce?.version ?? 0} view={view} />
        </Panel>
      )}
      {others.length > 0 && (
        <FoldedPanel title={tell('workflow.others')}>
          {others.map((each) => (
            <div key={each.version}>
              <h3 className={styles.part}>
                {tell('workflow.other', { version: each.version, at: timeOf(each.startsAt) })}
              </h3>
              <Facts workflow={each} />
            </div>
          ))}
        </FoldedPanel>
      )}
    </>
  );
}

function Facts({ workflow }: { readonly workflow: Workflow }): ReactNode {
  const { lang, tell } = useLanguage();
  const nameOf = usePersonName();
  const timeOf = useTime();
  const { version, office, stages, authorMayReview, urgentDays, startsAt, setBy, reviewers } = workflow;
  const named = (stage: number): string =>
    reviewers
      .filter((each) => each.stage === stage)
      .map(({ person }) => nameOf(person))
      .join(tell('grammar.list')) || tell('workflow.reviewers.any');
  const facts: Fact[] = [
    { key: 'version', label: tell('items.version'), value: tell('workflow.version', { version }) },
    { key: 'office', label: tell('workflow.office'), value: office },
    {
      key: 'stages',
      label: tell('workflow.stages'),
      value: tell('workflow.stages.count', { count: stages }),
    },
    ...stagesOf(stages).map((stage) => ({
      key: `stage-${stage}`,
      label: tell('workflow.reviewers', { stage: stageWords(stage, stages)[lang] }),
      value: named(stage),
    })),
    {
      key: 'author',
      label: tell('workflow.author'),
      value: authorMayReview ? tell('item.urgent.yes') : tell('item.urgent.no'),
    },
    {
      key: 'urgent',
      label: tell('item.urgent'),
      value: urgentDays ? tell('workflow.urgent.days', { days: urgentDays }) : tell('workflow.urgent.none'),
    },
    {
      key: 'starts',
      label: tell('workflow.starts'),
      value: tell('grammar.by', { by: nameOf(setBy), at: timeOf(startsAt) }),
    },
  ];
  return <FactList facts={facts} />;
}

function stagesOf(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function SetForm({ view }: { readonly view: WorkflowView }): ReactNode {
  const { lang, tell } = useLanguage();
  const set = useSetWorkflow(view.unit.id);
  const now = view.inForce;
  const [office, setOffice] = useState(now?.office ?? '');
  const [stages, setStages] = useState<'1' | '2' | '3'>(`${(now?.stages ?? 2) as 1 | 2 | 3}`);
  const [author, setAuthor] = useState<'yes' | 'no'>(now?.authorMayReview ? 'yes' : 'no');
  const [urgent, setUrgent] = useState(now?.urgentDays ? String(now.urgentDays) : '');
  const [startsOn, setStartsOn] = useState('');
  const [named, setNamed] = useState<ReadonlySet<string>>(
    new Set((now?.reviewers ?? []).map(({ stage, person }) => `${stage}/${person.id}`)),
  );
  const count = Number(stages);
  const isDays = urgent === '' || (/^\d{1,2}$/.test(urgent) && Number(urgent) >= 1 && Number(urgent) <= 30);
  function name(key: string, on: boolean): void {
    const next = new Set(named);
    if (on) next.add(key);
    else next.delete(key);
    setNamed(next);
  }
  return (
    <ActForm
      label={tell('workflow.set')}
      act={tell('workflow.set.act')}
      isPending={set.isPending}
      error={set.error}
      fieldOf={{ 'workflow-start-wrong': 'startsOn' }}
      check={() => ({
        office: office.trim() ? undefined : tell('workflow.office.missing'),
        urgent: isDays && (urgent === '' || count > 1) ? undefined : tell('workflow.urgent.wrong'),
      })}
      onSubmit={() =>
        set.mutate({
          office: office.trim(),
          stages: count,
          authorMayReview: author === 'yes',
          ...(urgent !== '' && { urgentDays: Number(urgent) }),
          ...(startsOn !== '' && { startsOn }),
          reviewers: [...named]
            .map((key) => ({ stage: Number(key.slice(0, 1)), personId: key.slice(2) }))
            .filter(({ stage }) => stage <= count),
        })
      }
    >
      {(faults) => (
        <>
          <TextField
            id="office"
            label={tell('workflow.office')}
            maxLength={60}
            value={office}
            fault={faults.office}
            onChange={setOffice}
          />
          <SelectField
            id="stages"
            label={tell('workflow.stages')}
            options={(['1', '2', '3'] as const).map((value) => ({
              value,
              label: tell('workflow.stages.count', { count: Number(value) }),
            }))}
            value={stages}
            onChange={(chosen) => setStages(chosen || '2')}
          />
          {stagesOf(count).map((stage) => (
            <FieldGroup
              key={stage}
              legend={tell('workflow.reviewers', { stage: stageWords(stage, count)[lang] })}
            >
              {view.reviewers.length === 0 && <p>{tell('workflow.reviewers.none')}</p>}
              {view.reviewers.map((person) => (
                <label key={person.id} className={styles.tick}>
                  <input
                    type="checkbox"
                    checked={named.has(`${stage}/${person.id}`)}
                    onChange={({ target }) => name(`${stage}/${person.id}`, target.checked)}
                  />
                  {person.name}
                </label>
              ))}
            </FieldGroup>
          ))}
          <p className={styles.quiet}>{tell('workflow.reviewers.hint')}</p>
          <SelectField
            id="author"
            label={tell('workflow.author')}
            hint={tell('workflow.author.hint')}
            options={(['no', 'yes'] as const).map((value) => ({
              value,
              label: tell(`item.urgent.${value}`),
            }))}
            value={author}
            onChange={(chosen) => setAuthor(chosen || 'no')}
          />
          <TextField
            id="urgent"
            inputMode="numeric"
            maxLength={2}
            label={tell('workflow.urgent')}
            hint={tell('workflow.urgent.hint')}
            value={urgent}
            fault={faults.urgent}
            onChange={setUrgent}
          />
          <TextField
            id="startsOn"
            type="date"
            label={tell('workflow.starts')}
            hint={tell('workflow.starts.hint')}
            value={startsOn}
            fault={faults.startsOn}
            onChange={setStartsOn}
          />
        </>
      )}
    </ActForm>
  );
}
