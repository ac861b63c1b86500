import { type OpeningField, type OpeningView, openingField } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useSubmitOpening } from '../../api/openings.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { FieldGroup, TickFields } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { FormFacts } from './form-facts.tsx';
import { ObstacleList } from './obstacle-list.tsx';
import styles from './opening-page.module.css';

/** 核对并提交: everything once more, what is missing, what stands against it, and the act. */
export function CheckAndSubmit({ view }: { readonly view: OpeningView }): ReactNode {
  const { lang, tell } = useLanguage();
  const submit = useSubmitOpening(view.id);
  const [mended, setMended] = useState<readonly OpeningField[]>([]);
  return (
    <>
      {view.problems.length > 0 && (
        <Panel title={tell('opening.problems', { count: view.problems.length })}>
          <ul>
            {view.problems.map(({ field, text }) => (
              <li key={field}>
                <Link to={{ search: `?tab=form&part=${openingField(field).section}&back=check` }}>
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title={tell('opening.findings')}>
        <ObstacleList view={view} />
      </Panel>
      <Panel title={tell('opening.check')}>
        <p>
          <Link to={{ search: '?tab=form' }}>{tell('opening.tasks.back')}</Link>
        </p>
        <FormFacts view={view} editable />
        <ActForm
          label={tell('opening.check')}
          act={tell('opening.submit')}
          isPending={submit.isPending}
          error={submit.error}
          check={() => ({})}
          onSubmit={() => submit.mutate(mended)}
        >
          {() =>
            view.toMend.length > 0 && (
              <>
                <TickFields
                  legend={tell('opening.mended')}
                  values={view.toMend.map(({ field }) => field)}
                  words={
                    Object.fromEntries(
                      view.toMend.map(({ field }) => [field, openingField(field).words]),
                    ) as Record<OpeningField, { zh: string; en: string }>
                  }
                  ticked={mended}
                  onChange={setMended}
                />
                <FieldGroup legend={tell('opening.mended.asked')}>
                  <ul>
                    {view.toMend.map(({ field, note, changed }) => (
                      <li key={field} className={styles.quiet}>
                        {tell(changed ? 'opening.mended.changed' : 'opening.mended.same', {
                          field: openingField(field).words[lang],
                          note,
                        })}
                      </li>
                    ))}
                  </ul>
                </FieldGroup>
              </>
            )
          }
        </ActForm>
      </Panel>
    </>
  );
}
