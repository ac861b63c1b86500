import type { WordListRow, WordLists } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useUploadWordList } from '../../api/word-lists.ts';
import { FileField, SelectField, TextField } from '../../components/forms/field.tsx';
import { base64Of, Remarks } from '../../components/import-report.tsx';
import { Panel } from '../../components/panel.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';

interface Props {
  readonly units: WordLists['units'];
  /** whose next version a file may become */
  readonly lists: readonly WordListRow[];
}

/** Takes a file of words as a new list, or as the next version of one. */
export function UploadWordList({ units, lists }: Props): ReactNode {
  const { tell } = useLanguage();
  const upload = useUploadWordList();
  const [into, setInto] = useState('');
  const [unit, setUnit] = useState(units[0]?.id ?? '');
  const [name, setName] = useState('');
  const [file, setFile] = useState<{ readonly name: string; readonly content: string }>();
  const known = lists.find(({ id }) => id === into);
  const { data: taken } = upload;
  const target = known ? { unitId: known.unit.id, name: known.name } : { unitId: unit, name: name.trim() };
  const isReady = file !== undefined && target.name !== '' && target.unitId !== '';

  async function choose(chosen: File): Promise<void> {
    setFile({ name: chosen.name, content: await base64Of(chosen) });
    upload.reset();
  }

  return (
    <Panel title={tell('wordLists.import')}>
      {lists.length > 0 && (
        <SelectField
          id="word-list-into"
          label={tell('wordLists.into')}
          none={tell('wordLists.into.new')}
          options={lists.map((each) => ({
            value: each.id,
            label: tell('grammar.note', { text: each.name, note: each.unit.name }),
          }))}
          value={into}
          onChange={setInto}
        />
      )}
      {!known && units.length > 1 && (
        <SelectField
          id="word-list-unit"
          label={tell('wordLists.unit')}
          options={units.map(({ id, name: label }) => ({ value: id, label }))}
          value={unit}
          onChange={setUnit}
        />
      )}
      {!known && (
        <TextField
          id="word-list-name"
          label={tell('wordLists.name')}
          hint={tell('wordLists.name.hint')}
          maxLength={60}
          value={name}
          onChange={setName}
        />
      )}
      <FileField
        id="word-list-file"
        label={tell('wordLists.choose')}
        hint={tell('wordLists.choose.hint')}
        accept=".csv,.xlsx,.txt"
        onChoose={(chosen) => void choose(chosen)}
      />
      {file && <p>{tell('import.chosen', { name: file.name })}</p>}
      {upload.error && <ActErrorState title={tell('import.notRead')} error={upload.error} />}
      <p role="status">
        {taken &&
          (taken.faultCount > 0
            ? tell('import.faulty', { count: taken.faultCount })
            : taken.entries === 0
              ? tell('wordLists.empty')
              : tell(taken.isKnown ? 'wordLists.known' : 'wordLists.taken', {
                  version: taken.version ?? 0,
                  entries: taken.entries,
                }))}
      </p>
      {taken && taken.faults.length > 0 && <Remarks caption={tell('import.faults')} remarks={taken.faults} />}
      <Button
        type="primary"
        disabled={!isReady}
        loading={upload.isPending}
        onClick={() => file && upload.mutate({ ...target, file })}
      >
        {tell('wordLists.import.act')}
      </Button>{' '}
      {!isReady && <span>{tell('wordLists.missing')}</span>}
    </Panel>
  );
}
