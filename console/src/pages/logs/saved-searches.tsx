import type { LogQuestionInput } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useForgetLogSearch, useLogSearches, useSaveLogSearch } from '../../api/logs.ts';
import { queryText } from '../../api/use-asked.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './logs.module.css';

/** Searches that the reader has saved, and a form that saves the present one, without its times. */
export function SavedSearches({ question }: { readonly question: LogQuestionInput | undefined }): ReactNode {
  const { tell } = useLanguage();
  const saved = useLogSearches();
  const forget = useForgetLogSearch();
  const [isOpen, setOpen] = useState(false);
  const rows = saved.data?.rows ?? [];
  return (
    <>
      {rows.length > 0 && (
        <>
          <p>{tell('logs.saved')}</p>
          <ul className={styles.saved}>
            {rows.map(({ id, name, question: own }) => (
              <li key={id}>
                <Link to={{ search: `?${queryText({ ...own })}` }}>{name}</Link>{' '}
                <Button
                  size="small"
                  aria-label={tell('logs.forget.one', { name })}
                  onClick={() => forget.mutate(id)}
                >
                  {tell('logs.forget')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {question && !isOpen && (
        <p>
          <Button size="small" onClick={() => setOpen(true)}>
            {tell('logs.save')}
          </Button>
        </p>
      )}
      {question && isOpen && <SaveForm question={question} onDone={() => setOpen(false)} />}
    </>
  );
}

function SaveForm(props: { readonly question: LogQuestionInput; readonly onDone: () => void }): ReactNode {
  const { tell } = useLanguage();
  const save = useSaveLogSearch();
  const [name, setName] = useState('');
  const { from: _, to: __, ...question } = props.question;
  return (
    <ActForm
      label={tell('logs.save')}
      act={tell('logs.save.act')}
      isPending={save.isPending}
      error={save.error}
      check={() => ({ 'saved-name': name.trim() === '' ? tell('logs.save.missing') : undefined })}
      onSubmit={() => save.mutate({ name: name.trim(), question }, { onSuccess: props.onDone })}
    >
      {(faults) => (
        <TextField
          id="saved-name"
          label={tell('logs.save.name')}
          hint={tell('logs.save.hint')}
          value={name}
          maxLength={60}
          fault={faults['saved-name']}
          onChange={setName}
        />
      )}
    </ActForm>
  );
}
