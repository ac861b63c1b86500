import { DOCUMENT_KINDS, DOCUMENT_LIMIT, ITEM_DOCUMENT_KINDS, type ItemVersion } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { attachmentAddress, useAttach } from '../../api/publications.ts';
import { FileField } from '../../components/forms/field.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './publications.module.css';
import { ReadingList } from './reading-list.tsx';

/** A file by its name. */
export interface Attached {
  readonly id: string;
  readonly name: string;
}

/** Attachments of a version, to be taken and looked at. */
export function AttachmentList(props: {
  readonly id: string;
  readonly version: Pick<ItemVersion, 'attachments' | 'screening'>;
}): ReactNode {
  const { id, version } = props;
  const { attachments, screening } = version;
  const { lang, tell } = useLanguage();
  if (attachments.length === 0) return <p>{tell('item.attachments.none')}</p>;
  return (
    <>
      <ol className={styles.files}>
        {attachments.map((file) => (
          <li key={file.id}>
            {file.destroyed ? (
              tell('grammar.note', {
                text: file.name,
                note: `${tell('document.destroyed')} ${file.destroyed}`,
              })
            ) : (
              <a href={attachmentAddress(id, file.id)} download>
                {file.name}
              </a>
            )}{' '}
            <span className={styles.quiet}>
              {DOCUMENT_KINDS[file.kind].word[lang]} <code className={styles.digest}>{file.sha256}</code>
            </span>
          </li>
        ))}
      </ol>
      <ReadingList id={id} files={attachments} />
      {screening?.attachments !== attachments.length && (
        <p className={styles.quiet}>{tell('item.attachments.unscreened')}</p>
      )}
    </>
  );
}

interface AttachFieldProps {
  readonly id: string;
  readonly field: string;
  readonly label: string;
  readonly fault?: string | undefined;
  readonly onAttached: (file: Attached) => void;
}

const KINDS = ITEM_DOCUMENT_KINDS.map((kind) => DOCUMENT_KINDS[kind]);
/** Other endings under which the same kinds come. */
const ALSO: Readonly<Partial<Record<string, readonly string[]>>> = {
  jpg: ['.jpeg'],
  tif: ['.tiff'],
  doc: ['.wps'],
  xls: ['.et'],
  ppt: ['.dps'],
};
const ENDINGS = KINDS.flatMap(({ ending }) => [`.${ending}`, ...(ALSO[ending] ?? [])]);

/** A file that is handed in as soon as it is chosen. */
export function AttachField({ id, field, label, fault, onAttached }: AttachFieldProps): ReactNode {
  const { tell } = useLanguage();
  const attach = useAttach(id);
  const [tooLarge, setTooLarge] = useState<string>();
  const limit = DOCUMENT_LIMIT / 1024 / 1024;

  function choose(file: File): void {
    // Spares a person the wait for a refusal.
    const isTooLarge = file.size > DOCUMENT_LIMIT;
    setTooLarge(isTooLarge ? tell('document.tooLarge', { name: file.name, limit }) : undefined);
    if (!isTooLarge) attach.mutate(file, { onSuccess: onAttached });
  }

  return (
    <>
      <FileField
        id={field}
        label={label}
        hint={tell('document.hint', {
          kinds: ENDINGS.map((ending) => ending.slice(1).toUpperCase()).join(tell('grammar.list')),
          limit,
        })}
        accept={ENDINGS.join(',')}
        fault={tooLarge ?? fault}
        onChoose={choose}
      />
      {attach.error && <ActErrorState title={tell('document.notKept')} error={attach.error} />}
      <p role="status">{attach.isPending && tell('document.sending')}</p>
    </>
  );
}

/** The attachments of the version that is being written. */
export function AttachmentFields(props: {
  readonly id: string;
  readonly attached: readonly Attached[];
  /** those of the version that was saved last */
  readonly saved: readonly Pick<Attached, 'id'>[];
  readonly onChange: (change: (before: readonly Attached[]) => readonly Attached[]) => void;
}): ReactNode {
  const { id, attached, saved, onChange } = props;
  const { tell } = useLanguage();
  return (
    <>
      <AttachField
        id={id}
        field="attachments"
        label={tell('item.attach')}
        onAttached={({ id: file, name }) => onChange((before) => [...before, { id: file, name }])}
      />
      <ul className={styles.files}>
        {attached.map((file) => (
          <li key={file.id}>
            {file.name}{' '}
            <Button
              size="small"
              aria-label={tell('grammar.fact', { field: tell('document.takeOff'), after: file.name })}
              onClick={() => onChange((before) => before.filter((each) => each.id !== file.id))}
            >
              {tell('document.takeOff')}
            </Button>{' '}
            {!saved.some((each) => each.id === file.id) && <strong>{tell('item.attachment.unsaved')}</strong>}
          </li>
        ))}
      </ul>
      <ReadingList id={id} files={attached} />
    </>
  );
}
