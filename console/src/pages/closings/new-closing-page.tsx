import {
  type ApplicationRow,
  CLOSING_OCCASION_WORDS,
  CLOSING_OCCASIONS,
  CLOSING_OUTCOME_WORDS,
  CLOSING_OUTCOMES,
  type ClosingOccasion,
  type ClosingOutcome,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useBeginClosing } from '../../api/closings.ts';
import { useApplication, useApplications, useUnit, useUnits } from '../../api/registry.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ChoiceField, TextField } from '../../components/forms/field.tsx';
import { type Picked, SuccessorPick, UnitPick } from '../../components/forms/pick.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** 办理变更关停: why, since when, by which paper, and what becomes of each application. */
export function NewClosingPage(): ReactNode {
  return <SignedIn permission="closing.record">{() => <NewClosing />}</SignedIn>;
}

function NewClosing(): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const application = search.get('application');
  const unit = search.get('unit');
  return (
    <PageFrame title={tell('closings.add')} lead={tell('closings.add.lead')}>
      {application ? <OfApplication id={application} /> : unit ? <OfUnit id={unit} /> : <OfAny />}
    </PageFrame>
  );
}

function OfApplication({ id }: { readonly id: string }): ReactNode {
  return <Answered answer={useApplication(id)}>{({ unit }) => <Begin only={unit} chosen={id} />}</Answered>;
}

function OfUnit({ id }: { readonly id: string }): ReactNode {
  return <Answered answer={useUnit(id)}>{(unit) => <Begin only={unit} />}</Answered>;
}

/** Whoever has one unit alone is not asked for it. */
function OfAny(): ReactNode {
  const units = useUnits({ page: 1, size: 20 });
  return (
    <Answered answer={units}>
      {({ rows, total }) => <Begin only={total === 1 ? rows[0] : undefined} />}
    </Answered>
  );
}

interface BeginProps {
  readonly only: Picked | undefined;
  /** application that the page was opened for */
  readonly chosen?: string;
}

function Begin({ only, chosen }: BeginProps): ReactNode {
  const { tell } = useLanguage();
  const [search] = useSearchParams();
  const [unit, setUnit] = useState(only);
  const asked = CLOSING_OCCASIONS.find((each) => each === search.get('occasion'));
  const [occasion, setOccasion] = useState<ClosingOccasion | ''>(asked ?? '');
  return (
    <>
      <Panel title={tell('application.basic')}>
        <UnitPick id="unit" label={tell('register.unit')} picked={unit} onPick={setUnit} />
        <ChoiceField
          id="occasion"
          label={tell('closings.occasion')}
          value={occasion}
          values={CLOSING_OCCASIONS}
          words={CLOSING_OCCASION_WORDS}
          none={tell('select.none')}
          onChange={setOccasion}
        />
      </Panel>
      {unit && occasion && (
        <BeginForm key={`${unit.id} ${occasion}`} unit={unit} occasion={occasion} chosen={chosen} />
      )}
    </>
  );
}

interface FormProps {
  readonly unit: Picked;
  readonly occasion: ClosingOccasion;
  readonly chosen: string | undefined;
}

/** The applications of a unit, at most as many as a form holds. */
function BeginForm(props: FormProps): ReactNode {
  const applications = useApplications({ unit: props.unit.id, show: 'open', page: 1, size: 100 });
  return (
    <Answered answer={applications}>
      {({ rows }) => {
        const { chosen } = props;
        return chosen === undefined || rows.some(({ id }) => id === chosen) ? (
          <Fields {...props} rows={rows} />
        ) : (
          <LateFields {...props} id={chosen} rows={rows} />
        );
      }}
    </Answered>
  );
}

/** What was closed without a record can be made up for. */
function LateFields({ id, rows, ...props }: FormProps & { id: string; rows: readonly Row[] }): ReactNode {
  return (
    <Answered answer={useApplication(id)}>
      {(application) => <Fields {...props} rows={[application, ...rows]} />}
    </Answered>
  );
}

type Row = Pick<ApplicationRow, 'id' | 'name'>;

function Fields({ unit, occasion, chosen, rows }: FormProps & { readonly rows: readonly Row[] }): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const begin = useBeginClosing();
  const [since, setSince] = useState('');
  const [paper, setPaper] = useState('');
  const [successor, setSuccessor] = useState<Picked>();
  const [outcomes, setOutcomes] = useState<Readonly<Record<string, ClosingOutcome | ''>>>(
    chosen ? { [chosen]: occasion === 'unused' ? 'close' : 'hand-over' } : {},
  );
  const named = rows.flatMap(({ id }) => {
    const outcome = outcomes[id];
    return outcome ? [{ id, outcome }] : [];
  });
  const handsOver = named.some(({ outcome }) => outcome === 'hand-over');
  return (
    <ActForm
      label={tell('closings.add')}
      act={tell('closings.begin')}
      isPending={begin.isPending}
      error={begin.error}
      fieldOf={{ 'closing-day-wrong': 'since', 'closing-successor-missing': 'successor' }}
      check={() => ({
        since: since === '' ? tell('opening.record.day.missing') : undefined,
        paper: paper.trim() === '' ? tell('opening.paper.missing') : undefined,
        [`outcome-${rows[0]?.id}`]: named.length === 0 ? tell('closings.applications.missing') : undefined,
        successor: handsOver && !successor ? tell('closings.successor.missing') : undefined,
      })}
      onSubmit={() =>
        begin.mutate(
          {
            ...{ unitId: unit.id, occasion, since, paper, applications: named },
            ...(handsOver && successor && { successorId: successor.id }),
          },
          {
            onSuccess: ({ ids }) =>
              navigate(ids.length === 1 ? `/closings/${ids[0]}` : `/closings?unit=${unit.id}`),
          },
        )
      }
    >
      {(faults) => (
        <>
          <Panel title={tell('closings.decision')}>
            <TextField
              id="since"
              type="date"
              label={tell(occasion === 'unused' ? 'closings.since.unused' : 'closings.since.reorganised')}
              fault={faults.since}
              value={since}
              onChange={setSince}
            />
            <TextField
              id="paper"
              label={tell('closings.paper')}
              fault={faults.paper}
              value={paper}
              maxLength={120}
              onChange={setPaper}
            />
          </Panel>
          <Panel title={tell('closings.applications')}>
            <p>{tell(`closings.applications.${occasion}`)}</p>
            {rows.length === 0 && <p>{tell('closings.applications.none')}</p>}
            {rows.map(({ id, name }) => (
              <ChoiceField
                key={id}
                id={`outcome-${id}`}
                label={name}
                fault={faults[`outcome-${id}`]}
                value={outcomes[id] ?? ''}
                values={occasion === 'unused' ? (['close'] as const) : CLOSING_OUTCOMES}
                words={CLOSING_OUTCOME_WORDS}
                none={tell(occasion === 'merged' ? 'select.none' : 'closings.applications.keep')}
                onChange={(outcome) => setOutcomes({ ...outcomes, [id]: outcome })}
              />
            ))}
            {handsOver && (
              <SuccessorPick
                id="successor"
                label={tell('closings.successor')}
                fault={faults.successor}
                picked={successor}
                onPick={setSuccessor}
              />
            )}
          </Panel>
        </>
      )}
    </ActForm>
  );
}
