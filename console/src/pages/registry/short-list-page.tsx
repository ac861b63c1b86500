import {
  APPLICATION_KIND_WORDS,
  APPLICATION_KINDS,
  type ApplicationKind,
  FATE_WORDS,
  FATES,
  type Fate,
  type ShortList,
  UNIT_KIND_WORDS,
  UNIT_KINDS,
  UNIT_LEVEL_WORDS,
  UNIT_LEVELS,
  type UnitKind,
  type UnitLevel,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useShortList } from '../../api/registry.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ChoiceField, TickFields } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PresetLinks } from '../../components/preset-links.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';

/** 开始使用: four questions, and the list of what the unit itself has to answer for. */
export function ShortListPage(): ReactNode {
  return <SignedIn>{() => <FirstUse />}</SignedIn>;
}

function FirstUse(): ReactNode {
  const { tell } = useLanguage();
  const ask = useShortList();
  const [kind, setKind] = useState<UnitKind | ''>('');
  const [level, setLevel] = useState<UnitLevel | ''>('');
  const [has, setHas] = useState<readonly ApplicationKind[]>([]);
  const [hosted, setHosted] = useState<readonly ApplicationKind[]>([]);
  return (
    <PageFrame title={tell('shortList.title')} lead={tell('shortList.lead')}>
      <Panel title={tell('shortList.questions')}>
        <ActForm
          label={tell('shortList.questions')}
          act={tell('shortList.act')}
          isPending={ask.isPending}
          error={ask.error}
          check={() => ({
            kind: kind ? undefined : tell('unit.kind.missing'),
            level: level ? undefined : tell('unit.level.missing'),
            has: has.length > 0 ? undefined : tell('shortList.has.missing'),
          })}
          onSubmit={() =>
            kind &&
            level &&
            ask.mutate({
              kind,
              level,
              applications: has.map((each) => ({
                kind: each,
                hosted: hosted.includes(each),
                closed: false,
                flags: [],
              })),
            })
          }
        >
          {(faults) => (
            <>
              <ChoiceField
                id="kind"
                label={tell('form.kind')}
                fault={faults.kind}
                value={kind}
                values={UNIT_KINDS}
                words={UNIT_KIND_WORDS}
                none={tell('select.none')}
                onChange={setKind}
              />
              <ChoiceField
                id="level"
                label={tell('form.level')}
                fault={faults.level}
                value={level}
                values={UNIT_LEVELS}
                words={UNIT_LEVEL_WORDS}
                none={tell('select.none')}
                onChange={setLevel}
              />
              <div id="has" tabIndex={-1}>
                <TickFields
                  legend={tell('shortList.has')}
                  values={APPLICATION_KINDS}
                  words={APPLICATION_KIND_WORDS}
                  ticked={has}
                  onChange={setHas}
                />
              </div>
              {has.length > 0 && (
                <TickFields
                  legend={tell('shortList.hosted')}
                  values={has}
                  words={APPLICATION_KIND_WORDS}
                  ticked={hosted}
                  onChange={setHosted}
                />
              )}
            </>
          )}
        </ActForm>
      </Panel>
      {ask.data && <Result list={ask.data} />}
    </PageFrame>
  );
}

/** The unit's own first; the other classes are a link away. */
function Result({ list }: { readonly list: ShortList }): ReactNode {
  const { lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const fate: Fate = FATES.find((each) => each === search.get('fate')) ?? 'own';
  const rows = list.rows.filter((row) => row.fate === fate);
  const columns: readonly Column<ShortList['rows'][number]>[] = [
    { key: 'title', title: tell('shortList.obligation'), isName: true, cell: ({ title }) => title },
    { key: 'citation', title: tell('shortList.citation'), cell: ({ citation }) => citation },
    { key: 'advice', title: tell('shortList.advice'), cell: ({ advice }) => advice },
  ];
  return (
    <Panel title={tell('shortList.result')}>
      <PresetLinks
        label={tell('shortList.fates')}
        name="fate"
        current={fate}
        presets={FATES.map((value) => ({
          value,
          label: tell('shortList.count', { fate: FATE_WORDS[value][lang], count: list.counts[value] ?? 0 }),
        }))}
      />
      <p role="status">{tell('shortList.count', { fate: FATE_WORDS[fate][lang], count: rows.length })}</p>
      {rows.length === 0 ? (
        <p>{tell('shortList.none')}</p>
      ) : (
        <DataTable
          caption={tell('shortList.caption')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
    </Panel>
  );
}
