import { ITEM_ACT_WORDS, type ItemView } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import {
  useGroundedAct,
  useMoveItem,
  usePaperDecision,
  usePublishItem,
  useWorkflow,
} from '../../api/publications.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ActMenu } from '../../components/forms/act-menu.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { GroundForm } from '../../components/forms/plea-forms.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { type Attached, AttachField } from './attachments.tsx';
import { momentOf } from './item-words.tsx';

interface ActProps {
  readonly view: ItemView;
  readonly onDone: () => void;
}

const MENU = ['submit', 'publish', 'recall', 'correct', 'paper-decision', 'withdraw', 'drop'] as const;
type MenuAct = (typeof MENU)[number];

/** What the reader may do with an item here; writing and deciding have pages of their own. */
export function ItemActs({ view }: { readonly view: ItemView }): ReactNode {
  const { lang, tell } = useLanguage();
  const acts = MENU.filter((act) => view.may.includes(act));
  if (acts.length === 0) return null;
  const nameOf = (act: MenuAct): string =>
    act === 'paper-decision' ? tell('item.paper') : ITEM_ACT_WORDS[act][lang];
  return (
    <Panel title={tell('item.acts')}>
      <ActMenu
        acts={acts.map((value) => ({ value, label: nameOf(value) }))}
        primary={acts.find((act) => act === 'submit' || act === 'publish')}
        formOf={(act, onDone) => <OneAct act={act} view={view} onDone={onDone} />}
      />
    </Panel>
  );
}

function OneAct({ act, ...props }: ActProps & { readonly act: MenuAct }): ReactNode {
  switch (act) {
    case 'submit':
    case 'recall':
      return <MoveForm {...props} act={act} />;
    case 'publish':
      return <PublishForm {...props} />;
    case 'paper-decision':
      return <PaperForm {...props} />;
    default:
      return <GroundedForm {...props} act={act} />;
  }
}

function MoveForm({ view, act, onDone }: ActProps & { readonly act: 'submit' | 'recall' }): ReactNode {
  const { lang, tell } = useLanguage();
  const move = useMoveItem(view.id, act);
  const { version, current } = view;
  const word = ITEM_ACT_WORDS[act][lang];
  return (
    <ActForm
      label={word}
      act={word}
      isPending={move.isPending}
      error={move.error}
      check={() => ({})}
      onSubmit={() => move.mutate(version, { onSuccess: onDone })}
    >
      {() => (
        <p>
          {act === 'submit'
            ? tell('item.submit.what', { version, count: current.attachments.length })
            : tell('item.recall.what')}
        </p>
      )}
    </ActForm>
  );
}

function PublishForm({ view, onDone }: ActProps): ReactNode {
  const { lang, tell } = useLanguage();
  const publish = usePublishItem(view.id);
  const [url, setUrl] = useState('');
  const [at, setAt] = useState('');
  const { version } = view;
  return (
    <ActForm
      label={ITEM_ACT_WORDS.publish[lang]}
      act={ITEM_ACT_WORDS.publish[lang]}
      isPending={publish.isPending}
      error={publish.error}
      fieldOf={{ 'publish-time-wrong': 'at' }}
      check={() => ({
        url: /^https?:\/\/[^\s]+$/.test(url.trim()) ? undefined : tell('item.publish.url.missing'),
      })}
      onSubmit={() => {
        const moment = momentOf(at);
        publish.mutate({ version, url: url.trim(), ...(moment && { at: moment }) }, { onSuccess: onDone });
      }}
    >
      {(faults) => (
        <>
          <p>{tell('item.publish.what', { version })}</p>
          <TextField
            id="url"
            label={tell('item.publish.url')}
            inputMode="url"
            maxLength={1000}
            value={url}
            fault={faults.url}
            onChange={setUrl}
          />
          <TextField
            id="at"
            type="datetime-local"
            label={tell('item.publish.at')}
            hint={tell('item.publish.at.hint')}
            value={at}
            fault={faults.at}
            onChange={setAt}
          />
        </>
      )}
    </ActForm>
  );
}

function GroundedForm({
  view,
  act,
  onDone,
}: ActProps & { readonly act: 'correct' | 'withdraw' | 'drop' }): ReactNode {
  const { lang, tell } = useLanguage();
  const grounded = useGroundedAct(view.id, act);
  return (
    <GroundForm
      act={ITEM_ACT_WORDS[act][lang]}
      lead={tell(`item.${act}.what`)}
      isPending={grounded.isPending}
      error={grounded.error}
      onSubmit={(ground) => grounded.mutate(ground, { onSuccess: onDone })}
    />
  );
}

function PaperForm({ view, onDone }: ActProps): ReactNode {
  const { tell } = useLanguage();
  const register = usePaperDecision(view.id);
  const workflow = useWorkflow(view.unit.id);
  const [signer, setSigner] = useState('');
  const [decision, setDecision] = useState<'approve' | 'return'>('approve');
  const [signedOn, setSignedOn] = useState('');
  const [number, setNumber] = useState('');
  const [ground, setGround] = useState('');
  const [scan, setScan] = useState<Attached>();
  const { version, current } = view;
  return (
    <ActForm
      label={tell('item.paper')}
      act={tell('item.paper')}
      isPending={register.isPending}
      error={register.error}
      fieldOf={{ 'decision-paper-fits': 'signedOn', 'return-ground-missing': 'ground' }}
      check={() => ({
        signer: signer ? undefined : tell('item.paper.signer.missing'),
        signedOn: signedOn ? undefined : tell('item.paper.day.missing'),
        number: number.trim() ? undefined : tell('item.paper.number.missing'),
        scan: scan ? undefined : tell('item.paper.scan.missing'),
      })}
      onSubmit={() =>
        scan &&
        register.mutate(
          {
            ...{ version, manifest: current.manifestSha256, decision, ground: ground.trim(), signedOn },
            ...{ personId: signer, number: number.trim(), scan: scan.id },
          },
          { onSuccess: onDone },
        )
      }
    >
      {(faults) => (
        <>
          <p>{tell('item.paper.what', { version })}</p>
          <SelectField
            id="signer"
            label={tell('item.paper.signer')}
            none={tell('select.none')}
            options={(workflow.data?.reviewers ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={signer}
            fault={faults.signer}
            onChange={setSigner}
          />
          <SelectField
            id="paper-decision"
            label={tell('item.paper.decision')}
            options={(['approve', 'return'] as const).map((value) => ({
              value,
              label: tell(`item.decision.${value}`),
            }))}
            value={decision}
            onChange={(chosen) => setDecision(chosen || 'approve')}
          />
          <TextField
            id="ground"
            label={tell('review.remark')}
            lines={2}
            maxLength={2000}
            value={ground}
            fault={faults.ground}
            onChange={setGround}
          />
          <TextField
            id="signedOn"
            type="date"
            label={tell('item.paper.day')}
            value={signedOn}
            fault={faults.signedOn}
            onChange={setSignedOn}
          />
          <TextField
            id="number"
            label={tell('item.paper.number')}
            maxLength={60}
            value={number}
            fault={faults.number}
            onChange={setNumber}
          />
          <AttachField
            id={view.id}
            field="scan"
            label={tell('item.paper.scan')}
            fault={faults.scan}
            onAttached={setScan}
          />
          {scan && <p>{scan.name}</p>}
        </>
      )}
    </ActForm>
  );
}
