import {
  OPENING_SECTION_WORDS,
  type OpeningField,
  type OpeningView,
  openingField,
  printTime,
  UNIT_KIND_WORDS,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { usePlatforms } from '../../api/openings.ts';
import { FactList } from '../../components/fact-list.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './opening-page.module.css';
import { sectionsOf } from './task-list.tsx';

/** What was filled in. @param editable with links that come back to this page */
export function FormFacts(props: { readonly view: OpeningView; readonly editable?: boolean }): ReactNode {
  const { view, editable } = props;
  const { lang, tell } = useLanguage();
  const platforms = usePlatforms(view.fields.includes('host'));
  const unit = [
    { key: 'unit', label: tell('register.unit'), value: view.unit.name },
    { key: 'kind', label: tell('opening.unitKind'), value: UNIT_KIND_WORDS[view.unit.kind][lang] },
    { key: 'region', label: tell('unit.region'), value: view.unit.regionName },
    { key: 'code', label: tell('unit.code'), value: view.unit.creditCode ?? tell('application.none') },
  ];
  return (
    <>
      <FactList facts={unit} />
      {sectionsOf(view).map((section) => (
        <div key={section} className={styles.part}>
          <h3>{OPENING_SECTION_WORDS[section][lang]}</h3>
          {editable && (
            <Link
              to={{ search: `?tab=form&part=${section}&back=check` }}
              aria-label={tell('opening.change', { part: OPENING_SECTION_WORDS[section][lang] })}
            >
              {tell('opening.change.act')}
            </Link>
          )}
          <FactList
            facts={view.fields
              .filter((field) => openingField(field).section === section)
              .map((field) => ({ key: field, label: openingField(field).words[lang], value: shown(field) }))}
          />
        </div>
      ))}
    </>
  );

  function shown(field: OpeningField): string {
    const value = view.form[field] ?? '';
    if (value === '') return tell('opening.empty');
    if (field === 'host') return platforms.data?.rows.find(({ id }) => id === value)?.name ?? value;
    if (openingField(field).input === 'date') return printTime(value, lang);
    return openingField(field).choices?.[value]?.[lang] ?? value;
  }
}
