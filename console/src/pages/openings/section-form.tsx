import {
  OPENING_SECTION_WORDS,
  OPENING_SECTIONS,
  OPENING_SOURCE_WORDS,
  type OpeningField,
  type OpeningView,
  openingField,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { NameAdvice } from './name-advice.tsx';
import { OpeningInput } from './opening-input.tsx';
import styles from './opening-page.module.css';
import { sectionsOf } from './task-list.tsx';
import { useDraft } from './use-draft.ts';

/** One task of the form. Nothing has to be complete to be kept; what is known already says where it comes from. */
export function SectionForm(props: { readonly view: OpeningView; readonly part: string }): ReactNode {
  const { view, part } = props;
  const { lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const draft = useDraft(view);
  const section = OPENING_SECTIONS.find((each) => each === part) ?? 'people';
  const next = search.get('back') ?? sectionsOf(view)[sectionsOf(view).indexOf(section) + 1] ?? 'check';
  const fields = view.fields.filter((field) => openingField(field).section === section);
  return (
    <form aria-label={OPENING_SECTION_WORDS[section][lang]} onSubmit={(event) => event.preventDefault()}>
      <Panel title={OPENING_SECTION_WORDS[section][lang]}>
        <p>
          <Link to={{ search: '?tab=form' }}>{tell('opening.tasks.back')}</Link>
        </p>
        {fields.map((field) => (
          <div key={field}>
            <OpeningInput
              field={field}
              value={draft.form[field] ?? ''}
              hint={hintOf(field)}
              fault={faultOf(field)}
              onChange={(value) => draft.change(field, value)}
            />
            {(field === 'name' || field === 'domain' || field === 'chineseDomain') && (
              <NameAdvice view={view} field={field} form={draft.form} onChoose={draft.change} />
            )}
          </div>
        ))}
        <p role="status" className={styles.saved}>
          {draft.state && tell(`opening.draft.${draft.state}`)}
        </p>
        {draft.error && <ActErrorState title={tell('opening.draft.failed')} error={draft.error} />}
        <LinkButton to={`/openings/${view.id}?tab=form&part=${next}`} primary>
          {tell('opening.continue')}
        </LinkButton>
      </Panel>
    </form>
  );

  function hintOf(field: OpeningField): string | undefined {
    const note = view.toMend.find((item) => item.field === field)?.note;
    const source = draft.typed[field] === undefined ? view.sources[field] : 'typed';
    const parts = [
      note && tell('opening.mend', { note }),
      openingField(field).help?.[lang],
      !openingField(field).required && tell('opening.optional'),
      source && source !== 'typed' && OPENING_SOURCE_WORDS[source][lang],
    ].filter((each) => typeof each === 'string');
    return parts.length > 0 ? parts.join(tell('grammar.stop')) : undefined;
  }

  /** What was typed and cannot be so; what is merely missing is told on the last page. */
  function faultOf(field: OpeningField): string | undefined {
    const problem = view.problems.find((each) => each.field === field);
    return problem && (view.form[field] ?? '') !== '' && draft.form[field] === view.form[field]
      ? problem.text
      : undefined;
  }
}
