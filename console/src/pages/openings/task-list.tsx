import {
  OPENING_SECTION_WORDS,
  OPENING_SECTIONS,
  type OpeningSection,
  type OpeningView,
  openingField,
} from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { ObstacleList } from './obstacle-list.tsx';
import styles from './opening-page.module.css';

/** The tasks of the applicant, in any order: a whole row is the link; what is done is plain text. */
export function TaskList({ view }: { readonly view: OpeningView }): ReactNode {
  const { lang, tell } = useLanguage();
  const tasks = sectionsOf(view);
  const done = tasks.filter((section) => taskState(view, section) === 'done').length;
  return (
    <>
      <Panel title={tell('opening.tasks')}>
        <p className={styles.quiet}>{tell('opening.tasks.count', { done, count: tasks.length })}</p>
        <ul className={styles.tasks}>
          {tasks.map((section) => (
            <Task
              key={section}
              part={section}
              word={OPENING_SECTION_WORDS[section][lang]}
              state={taskState(view, section)}
            />
          ))}
          <Task part="check" word={tell('opening.check')} state="none" />
        </ul>
      </Panel>
      {view.obstacles.length > 0 && (
        <Panel title={tell('opening.findings')}>
          <ObstacleList view={view} />
        </Panel>
      )}
    </>
  );
}

type TaskState = 'none' | 'begun' | 'done';

function Task(props: { readonly part: string; readonly word: string; readonly state: TaskState }): ReactNode {
  const { part, word, state } = props;
  const { tell } = useLanguage();
  return (
    <li>
      <Link to={{ search: `?tab=form&part=${part}` }} className={styles.task}>
        <span>{word}</span>
        {part !== 'check' && (
          <span className={state === 'done' ? styles.done : styles.open}>
            {tell(`opening.task.${state}`)}
          </span>
        )}
      </Link>
    </li>
  );
}

/** The parts of the form in which the case has fields. */
export function sectionsOf({ fields }: OpeningView): OpeningSection[] {
  return OPENING_SECTIONS.filter((section) =>
    fields.some((field) => openingField(field).section === section),
  );
}

function taskState({ fields, form, problems }: OpeningView, section: OpeningSection): TaskState {
  const own = fields.filter((field) => openingField(field).section === section);
  if (!problems.some(({ field }) => own.includes(field))) return 'done';
  return own.some((field) => (form[field] ?? '') !== '') ? 'begun' : 'none';
}
