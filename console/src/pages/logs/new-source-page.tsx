import {
  LOG_SOURCE_NAME,
  LOG_WAY_WORDS,
  LOG_WAYS,
  type LogSourceMade,
  type LogWay,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useDeclareLogSource } from '../../api/logs.ts';
import { usePlaces } from '../../api/people.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ChoiceField, TextField } from '../../components/forms/field.tsx';
import { UnitField } from '../../components/forms/place-fields.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { KeyPanel } from './key-panel.tsx';
import { changeOf, draftFaults, NEW_DRAFT, SourceFields } from './source-fields.tsx';

/** 新增来源 */
export function NewLogSourcePage(): ReactNode {
  return <SignedIn permission="log.manage">{() => <NewSource />}</SignedIn>;
}

function NewSource(): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const units = usePlaces().data?.units ?? [];
  const [unit, setUnit] = useState('');
  const [name, setName] = useState('');
  const [way, setWay] = useState<LogWay | ''>('relp');
  const [draft, setDraft] = useState(NEW_DRAFT);
  const [made, setMade] = useState<LogSourceMade>();
  const declare = useDeclareLogSource();
  const chosen = unit || (units.length === 1 ? (units[0]?.id ?? '') : '');
  if (made?.key !== undefined)
    return (
      <PageFrame title={tell('logs.new')}>
        <KeyPanel secret={made.key} to={`/logs/sources/${made.id}`} />
      </PageFrame>
    );
  return (
    <PageFrame title={tell('logs.new')} lead={tell('logs.new.lead')}>
      <ActForm
        label={tell('logs.new')}
        act={tell('logs.new.act')}
        isPending={declare.isPending}
        error={declare.error}
        fieldOf={{
          'log-source-name-taken': 'name',
          'log-source-name-heard': 'name',
          'log-source-name-address': 'name',
          'log-source-taken': 'addresses',
          'log-addresses-unfit': 'addresses',
          'log-unit-unknown': 'unit',
        }}
        check={() => ({
          unit: chosen === '' ? tell('logs.unit.missing') : undefined,
          name: LOG_SOURCE_NAME.test(name.trim()) ? undefined : tell('logs.name.unfit'),
          way: way === '' ? tell('logs.way.missing') : undefined,
          ...draftFaults(draft, way, tell),
        })}
        onSubmit={() =>
          way !== '' &&
          declare.mutate(
            { unit: chosen, name: name.trim(), way, ...changeOf(draft) },
            {
              onSuccess: (answer) =>
                answer.key === undefined ? navigate(`/logs/sources/${answer.id}`) : setMade(answer),
            },
          )
        }
      >
        {(faults) => (
          <Panel title={tell('logs.facts')}>
            <UnitField
              id="unit"
              label={tell('logs.unit')}
              none={tell('select.none')}
              place={chosen}
              fault={faults.unit}
              onChange={setUnit}
            />
            <TextField
              id="name"
              label={tell('logs.name')}
              hint={tell('logs.name.hint')}
              value={name}
              maxLength={63}
              fault={faults.name}
              onChange={setName}
            />
            <ChoiceField
              id="way"
              label={tell('logs.way')}
              hint={tell('logs.way.hint')}
              values={LOG_WAYS}
              words={LOG_WAY_WORDS}
              none={tell('select.none')}
              value={way}
              fault={faults.way}
              onChange={setWay}
            />
            <SourceFields way={way} draft={draft} faults={faults} onChange={setDraft} />
          </Panel>
        )}
      </ActForm>
    </PageFrame>
  );
}
