import type { FindingView } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useComment } from '../../api/findings.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './finding-comments.module.css';

/** 意见: what the unit and its supervisors say to each other beside the acts, the oldest first. */
export function FindingComments({ view }: { readonly view: FindingView }): ReactNode {
  const { tell } = useLanguage();
  const { comments, mayComment } = view;
  return (
    <>
      {comments.length === 0 && <p>{tell('finding.comments.none')}</p>}
      {comments.length > 0 && (
        <ol className={styles.comments}>
          {comments.map(({ id, at, by, unit, body }) => (
            <li key={id}>
              <p className={styles.who}>
                <TimeText iso={at} /> {tell('finding.comments.by', { by, unit })}
              </p>
              <p className={styles.body}>{body}</p>
            </li>
          ))}
        </ol>
      )}
      {mayComment && <CommentForm key={comments.length} id={view.id} />}
    </>
  );
}

function CommentForm({ id }: { readonly id: string }): ReactNode {
  const { tell } = useLanguage();
  const comment = useComment(id);
  const [body, setBody] = useState('');
  return (
    <ActForm
      label={tell('finding.comments')}
      act={tell('finding.comments.act')}
      {...comment}
      check={() => ({ comment: body.trim() === '' ? tell('finding.comments.missing') : undefined })}
      onSubmit={() => comment.mutate({ body: body.trim() })}
    >
      {(faults) => (
        <TextField
          id="comment"
          label={tell('finding.comments.field')}
          hint={tell('finding.comments.hint')}
          lines={3}
          maxLength={1_000}
          value={body}
          onChange={setBody}
          {...(faults.comment && { fault: faults.comment })}
        />
      )}
    </ActForm>
  );
}
