import { DOCUMENT_KINDS, DOCUMENT_LIMIT, PAPER_DOCUMENT_KINDS } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useUpload } from '../../api/papers.ts';
import { FileField } from '../../components/forms/field.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './papers.module.css';

/** A document by its name. */
export interface Attached {
  readonly id: string;
  readonly name: string;
}

interface DocumentFieldsProps {
  /** of the field, where several stand on a page */
  readonly id?: string;
  readonly label?: string;
  readonly unit: string;
  readonly documents: readonly Attached[];
  readonly fault: string | undefined;
  readonly onChange: (change: (documents: readonly Attached[]) => readonly Attached[]) => void;
}

const KINDS = PAPER_DOCUMENT_KINDS.map((kind) => DOCUMENT_KINDS[kind]);
const ACCEPT = KINDS.flatMap(({ ending }) => (ending === 'jpg' ? ['.jpg', '.jpeg'] : [`.${ending}`])).join(
  ',',
);

/** The documents of a paper: each is handed in as soon as it is chosen. */
export function DocumentFields(props: DocumentFieldsProps): ReactNode {
  const { id = 'documents', label, unit, documents, fault, onChange } = props;
  const { lang, tell } = useLanguage();
  const upload = useUpload(unit);
  const [tooLarge, setTooLarge] = useState<string>();
  const limit = DOCUMENT_LIMIT / 1024 / 1024;

  function choose(file: File): void {
    // Spares a person the wait for a refusal.
    const isTooLarge = file.size > DOCUMENT_LIMIT;
    setTooLarge(isTooLarge ? tell('document.tooLarge', { name: file.name, limit }) : undefined);
    if (isTooLarge) return;
    upload.mutate(file, {
      onSuccess: (kept) => onChange((before) => [...before, { id: kept.id, name: kept.name }]),
    });
  }

  return (
    <div>
      <p className={styles.warning}>{tell('document.warning')}</p>
      <FileField
        id={id}
        label={label ?? tell('paper.documents')}
        hint={tell('document.hint', {
          kinds: KINDS.map(({ word }) => word[lang]).join(tell('grammar.list')),
          limit,
        })}
        accept={ACCEPT}
        fault={tooLarge ?? fault}
        onChoose={choose}
      />
      {upload.error && <ActErrorState title={tell('document.notKept')} error={upload.error} />}
      <p role="status">{upload.isPending && tell('document.sending')}</p>
      <ul className={styles.attached}>
        {documents.map(({ id: key, name }) => (
          <li key={key}>
            {name}{' '}
            <Button
              size="small"
              aria-label={tell('grammar.fact', { field: tell('document.takeOff'), after: name })}
              onClick={() => onChange((before) => before.filter((each) => each.id !== key))}
            >
              {tell('document.takeOff')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
