import { FILING_WORDS, REGISTRY_ACT_WORDS, UNIT_POST_WORDS } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { type Sheet, useChanges } from '../../api/registry.ts';
import { Answered } from '../../components/tables/answered.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import type { TextKey } from '../../locales/texts.ts';
import styles from './application-page.module.css';

/** Fields of units and applications that have a word of their own. */
const FIELDS: Readonly<Record<string, TextKey>> = {
  name: 'register.name',
  kind: 'register.kind',
  state: 'register.state',
  level: 'form.level',
  creditCode: 'unit.code',
  region: 'unit.region',
  superior: 'unit.superior',
  addresses: 'application.addresses',
  flags: 'application.flags',
  mlpsLevel: 'application.mlps',
  openedOn: 'application.opened',
  host: 'application.host',
  isPlatform: 'application.platform',
};

/** 历史: what was changed, by whom, newest first. */
export function ChangeList({ of, id }: { readonly of: Sheet; readonly id: string }): ReactNode {
  const { lang, tell } = useLanguage();
  const changes = useChanges(of, id);
  const nameOf = (field: string): string => {
    const known = FIELDS[field];
    const words: Readonly<Record<string, { zh: string; en: string }>> = {
      ...FILING_WORDS,
      ...UNIT_POST_WORDS,
    };
    return known ? tell(known as 'register.name') : (words[field]?.[lang] ?? field);
  };
  return (
    <Answered answer={changes}>
      {(data) => (
        <ol className={styles.life}>
          {data.rows.map(({ id: row, at, actor, act, fields }) => (
            <li key={row}>
              <TimeText iso={at} />{' '}
              {tell('grammar.note', { text: REGISTRY_ACT_WORDS[act][lang], note: actor })}
              <ul>
                {fields
                  .filter(({ before, after }) => before !== '' || after !== '')
                  .map(({ field, before, after }) => (
                    <li key={field}>
                      {before === ''
                        ? tell('grammar.fact', { field: nameOf(field), after })
                        : tell('change.was', {
                            field: nameOf(field),
                            before,
                            after: after || tell('change.nothing'),
                          })}
                    </li>
                  ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
    </Answered>
  );
}
