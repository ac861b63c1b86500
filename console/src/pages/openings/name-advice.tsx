import { NAME_FORM_WORDS, type OpeningField, type OpeningForm, type OpeningView } from '@zhengdun/contract';
import { type ReactNode, useDeferredValue } from 'react';
import { useNameAdvice } from '../../api/openings.ts';
import { useLanguage } from '../../locales/language.tsx';
import { ObstacleItem } from './obstacle-list.tsx';
import styles from './opening-page.module.css';

interface NameAdviceProps {
  readonly view: OpeningView;
  readonly field: 'name' | 'domain' | 'chineseDomain';
  readonly form: OpeningForm;
  readonly onChoose: (field: OpeningField, value: string) => void;
}

/** Names or domains that could be taken, as buttons, and what stands against the one that is typed. */
export function NameAdvice({ view, field, form, onChoose }: NameAdviceProps): ReactNode {
  const { lang, tell } = useLanguage();
  const typed = useDeferredValue((form[field] ?? '').trim().slice(0, field === 'name' ? 120 : 200));
  const { data } = useNameAdvice({
    unitId: view.unit.id,
    kind: view.kind,
    name: field === 'name' ? typed : '',
    domain: field === 'name' ? '' : typed,
  });
  if (!data) return null;
  const proposals =
    field === 'name'
      ? data.names.map(({ name, form: made }) => ({ value: name, note: NAME_FORM_WORDS[made][lang] }))
      : data.domains.filter(belongsHere).map((domain) => ({ value: domain, note: '' }));
  const others = proposals.filter(({ value }) => value !== typed);
  return (
    <>
      {others.length > 0 && (
        <fieldset
          className={styles.proposals}
          aria-label={tell(`opening.proposals.${field === 'name' ? 'name' : 'domain'}`)}
        >
          {others.map(({ value, note }) => (
            <button key={value} type="button" title={note} onClick={() => onChoose(field, value)}>
              {value}
            </button>
          ))}
        </fieldset>
      )}
      <div role="status">
        <ul className={styles.obstacles} aria-label={tell('opening.findings')}>
          {data.obstacles
            .filter((each) => each.field === field)
            .map((each) => (
              <ObstacleItem key={each.code} obstacle={each} />
            ))}
        </ul>
      </div>
    </>
  );

  /** A Chinese domain is proposed below the field for it, where there is one. */
  function belongsHere(domain: string): boolean {
    if (!view.fields.includes('chineseDomain')) return true;
    const isChinese = !/^[\x20-\x7e]+$/.test(domain);
    return isChinese === (field === 'chineseDomain');
  }
}
