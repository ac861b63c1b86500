import {
  PICTURE_RIGHT_WORDS,
  PICTURE_RIGHTS,
  REPOST_FIELD_WORDS,
  REPOST_NOTE_LIMIT,
  REPOST_RIGHT_WORDS,
  REPOST_RIGHTS,
  REPOST_SOURCE_LIMIT,
  type Repost,
  type RepostField,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import type { Faults } from '../../components/forms/act-form.tsx';
import { ChoiceField, SelectField, TextField } from '../../components/forms/field.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { fieldDay } from './item-words.tsx';
import styles from './publications.module.css';

/** A repost of which nothing was entered yet; the day is today's in Beijing. */
export function newRepost(): Repost {
  return {
    ...{ source: '', organ: false, url: '', on: fieldDay(new Date()) },
    ...{ relevance: '', assessment: '', textRights: '', pictureRights: '', rightsNote: '' },
  };
}

interface RepostFieldsProps {
  readonly repost: Repost;
  readonly faults: Faults;
  readonly onChange: (repost: Repost) => void;
}

/** 转载登记 (Art. 14): where it comes from, why it is taken over, and with what right. */
export function RepostFields({ repost, faults, onChange }: RepostFieldsProps): ReactNode {
  const { lang, tell } = useLanguage();
  const field = (name: RepostField) => ({
    id: name,
    label: REPOST_FIELD_WORDS[name][lang],
    fault: faults[name],
  });
  const note = (name: 'relevance' | 'assessment' | 'rightsNote') => (
    <TextField
      {...field(name)}
      hint={tell(`repost.${name}.hint`)}
      lines={2}
      maxLength={REPOST_NOTE_LIMIT}
      value={repost[name]}
      onChange={(value) => onChange({ ...repost, [name]: value })}
    />
  );
  return (
    <fieldset className={styles.repost}>
      <legend className={styles.part}>{tell('repost.form')}</legend>
      <p className={styles.quiet}>{tell('repost.form.why')}</p>
      <TextField
        {...field('source')}
        hint={tell('repost.source.hint')}
        maxLength={REPOST_SOURCE_LIMIT}
        value={repost.source}
        onChange={(source) => onChange({ ...repost, source })}
      />
      <SelectField
        id="organ"
        label={tell('repost.organ')}
        options={(['no', 'yes'] as const).map((value) => ({ value, label: tell(`item.urgent.${value}`) }))}
        value={repost.organ ? 'yes' : 'no'}
        onChange={(organ) => onChange({ ...repost, organ: organ === 'yes' })}
      />
      <TextField
        {...field('url')}
        hint={tell('repost.url.hint')}
        maxLength={1000}
        value={repost.url}
        onChange={(url) => onChange({ ...repost, url })}
      />
      <TextField
        {...field('on')}
        type="date"
        hint={tell('repost.on.hint')}
        value={repost.on}
        onChange={(on) => onChange({ ...repost, on })}
      />
      {note('relevance')}
      {note('assessment')}
      <ChoiceField
        {...field('textRights')}
        none={tell('select.none')}
        values={REPOST_RIGHTS}
        words={REPOST_RIGHT_WORDS}
        value={repost.textRights}
        onChange={(textRights) => onChange({ ...repost, textRights })}
      />
      <ChoiceField
        {...field('pictureRights')}
        none={tell('select.none')}
        values={PICTURE_RIGHTS}
        words={PICTURE_RIGHT_WORDS}
        value={repost.pictureRights}
        onChange={(pictureRights) => onChange({ ...repost, pictureRights })}
      />
      {note('rightsNote')}
    </fieldset>
  );
}

/** Whether what was typed is an address, or nothing yet: the server would refuse the whole draft for anything else. */
export function isAddress(url: string): boolean {
  const typed = url.trim();
  if (typed === '') return true;
  try {
    return /^https?:$/.test(new URL(typed).protocol) && !/\s/.test(typed);
  } catch {
    return false;
  }
}
