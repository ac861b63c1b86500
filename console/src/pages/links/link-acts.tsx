import {
  type ExitLinkView,
  LINK_RELEVANCE_WORDS,
  LINK_RELEVANCES,
  type LinkRelevance,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useAcceptLink, useAssignLink, useDecideLink, useRecheckLink } from '../../api/links.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ActMenu } from '../../components/forms/act-menu.tsx';
import { ChoiceField, SelectField, TextField } from '../../components/forms/field.tsx';
import { GroundForm } from '../../components/forms/plea-forms.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';

interface ActProps {
  readonly view: ExitLinkView;
  readonly onDone: () => void;
}
const ACTS = ['decide', 'assign', 'accept', 'recheck'] as const;
type Act = (typeof ACTS)[number];
type Decided = Exclude<LinkRelevance, 'open'>;

/** What may be done about a link. */
export function LinkActs({ view }: { readonly view: ExitLinkView }): ReactNode {
  const { tell } = useLanguage();
  const isSettled = view.state === 'alive';
  const acts = ACTS.filter((act) => act !== 'accept' || !isSettled);
  return (
    <Panel title={tell('item.acts')}>
      <ActMenu
        acts={acts.map((value) => ({ value, label: tell(`links.act.${value}`) }))}
        primary={view.relevance === 'open' ? 'decide' : undefined}
        formOf={(act, onDone) => <OneAct act={act} view={view} onDone={onDone} />}
      />
    </Panel>
  );
}

function OneAct({ act, ...props }: ActProps & { readonly act: Act }): ReactNode {
  switch (act) {
    case 'decide':
      return <DecideForm {...props} />;
    case 'assign':
      return <AssignForm {...props} />;
    case 'accept':
      return <AcceptForm {...props} />;
    case 'recheck':
      return <RecheckForm {...props} />;
  }
}

function DecideForm({ view, onDone }: ActProps): ReactNode {
  const { tell } = useLanguage();
  const decide = useDecideLink(view.id);
  const [relevance, setRelevance] = useState<Decided | ''>(view.relevance === 'open' ? '' : view.relevance);
  const [ground, setGround] = useState(view.ground);
  return (
    <ActForm
      label={tell('links.act.decide')}
      act={tell('links.act.decide')}
      isPending={decide.isPending}
      error={decide.error}
      check={() => ({
        relevance: relevance === '' ? tell('links.relevance.missing') : undefined,
        ground: ground.trim() === '' ? tell('links.ground.missing') : undefined,
      })}
      onSubmit={() =>
        relevance !== '' && decide.mutate({ relevance, ground: ground.trim() }, { onSuccess: onDone })
      }
    >
      {(faults) => (
        <>
          <ChoiceField
            id="relevance"
            label={tell('links.relevance')}
            hint={tell('links.relevance.hint')}
            values={LINK_RELEVANCES.filter((value) => value !== 'open')}
            words={LINK_RELEVANCE_WORDS}
            none={tell('links.choose')}
            value={relevance}
            onChange={setRelevance}
            fault={faults.relevance}
          />
          <TextField
            id="ground"
            label={tell('links.ground')}
            value={ground}
            maxLength={500}
            onChange={setGround}
            fault={faults.ground}
          />
        </>
      )}
    </ActForm>
  );
}

function AssignForm({ view, onDone }: ActProps): ReactNode {
  const { tell } = useLanguage();
  const assign = useAssignLink(view.id);
  const [handler, setHandler] = useState(view.handler?.id ?? '');
  return (
    <ActForm
      label={tell('links.act.assign')}
      act={tell('links.act.assign')}
      isPending={assign.isPending}
      error={assign.error}
      fieldOf={{ 'link-handler-unfit': 'handler' }}
      check={() => ({ handler: handler === '' ? tell('links.handler.missing') : undefined })}
      onSubmit={() => assign.mutate(handler, { onSuccess: onDone })}
    >
      {(faults) => (
        <SelectField
          id="handler"
          label={tell('links.handler')}
          hint={tell('links.handler.hint')}
          options={view.handlers.map(({ id, name }) => ({ value: id, label: name }))}
          none={tell('links.choose')}
          value={handler}
          onChange={setHandler}
          fault={faults.handler}
        />
      )}
    </ActForm>
  );
}

function AcceptForm({ view, onDone }: ActProps): ReactNode {
  const { tell } = useLanguage();
  const accept = useAcceptLink(view.id);
  return (
    <GroundForm
      act={tell('links.act.accept')}
      lead={tell('links.accept.what')}
      isPending={accept.isPending}
      error={accept.error}
      onSubmit={(ground) => accept.mutate(ground, { onSuccess: onDone })}
    />
  );
}

function RecheckForm({ view, onDone }: ActProps): ReactNode {
  const { tell } = useLanguage();
  const recheck = useRecheckLink(view.id);
  return (
    <ActForm
      label={tell('links.act.recheck')}
      act={tell('links.act.recheck')}
      isPending={recheck.isPending}
      error={recheck.error}
      check={() => ({})}
      onSubmit={() => recheck.mutate(undefined, { onSuccess: onDone })}
    >
      {() => <p>{tell('links.recheck.what')}</p>}
    </ActForm>
  );
}
