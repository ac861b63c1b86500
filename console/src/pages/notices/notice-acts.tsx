import type { NoticeAct, NoticeView } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useAnswer, useDecideNotice, useDelayNotice, useReturn, useSign } from '../../api/notices.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ActMenu } from '../../components/forms/act-menu.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { DecideForm, DelayForm, GroundForm } from '../../components/forms/plea-forms.tsx';
import { useLanguage } from '../../locales/language.tsx';

interface ActProps {
  readonly view: NoticeView;
  readonly onDone: () => void;
}

/** What the reader may do now; who has not signed yet signs first of all. */
export function NoticeActs({ view }: { readonly view: NoticeView }): ReactNode {
  const { tell } = useLanguage();
  const nameOf = (act: NoticeAct): string =>
    act === 'delay' ? tell('finding.act.delay') : tell(`notice.act.${act}`);
  return (
    <ActMenu
      acts={view.may.map((value) => ({ value, label: nameOf(value) }))}
      primary={view.may[0]}
      formOf={(act, onDone) => <OneAct act={act} view={view} onDone={onDone} />}
    />
  );
}

function OneAct({ act, ...props }: ActProps & { readonly act: NoticeAct }): ReactNode {
  switch (act) {
    case 'sign':
      return <SignForm {...props} />;
    case 'return':
      return <ReturnForm {...props} />;
    case 'delay':
      return <AskDelay {...props} />;
    case 'answer':
      return <AnswerForm {...props} />;
    case 'decide-return':
      return <Decide {...props} plea="return" />;
    case 'decide-delay':
      return <Decide {...props} plea="delay" />;
  }
}

function SignForm({ view, onDone }: ActProps): ReactNode {
  const { tell } = useLanguage();
  const sign = useSign(view.id);
  return (
    <ActForm
      label={tell('notice.act.sign')}
      act={tell('notice.sign.act')}
      isPending={sign.isPending}
      error={sign.error}
      check={() => ({})}
      onSubmit={() => sign.mutate(undefined, { onSuccess: onDone })}
    >
      {() => <p>{tell('notice.sign.what')}</p>}
    </ActForm>
  );
}

function ReturnForm({ view, onDone }: ActProps): ReactNode {
  const { tell } = useLanguage();
  const { mutate, isPending, error } = useReturn(view.id);
  return (
    <GroundForm
      act={tell('notice.act.return')}
      lead={tell('notice.return.what')}
      isPending={isPending}
      error={error}
      onSubmit={(ground) => mutate({ ground }, { onSuccess: onDone })}
    />
  );
}

function AskDelay({ view, onDone }: ActProps): ReactNode {
  const { mutate, isPending, error } = useDelayNotice(view.id);
  return (
    <DelayForm
      isPending={isPending}
      error={error}
      onSubmit={(asked) => mutate(asked, { onSuccess: onDone })}
    />
  );
}

function AnswerForm({ view, onDone }: ActProps): ReactNode {
  const { tell } = useLanguage();
  const answer = useAnswer(view.id);
  const [text, setText] = useState('');
  return (
    <ActForm
      label={tell('notice.act.answer')}
      act={tell('notice.act.answer')}
      isPending={answer.isPending}
      error={answer.error}
      check={() => ({ text: text.trim() === '' ? tell('notice.answer.missing') : undefined })}
      onSubmit={() => answer.mutate({ text: text.trim() }, { onSuccess: onDone })}
    >
      {(faults) => (
        <TextField
          id="text"
          label={tell('notice.answer.text')}
          lines={5}
          maxLength={1000}
          value={text}
          fault={faults.text}
          onChange={setText}
        />
      )}
    </ActForm>
  );
}

function Decide({ view, plea, onDone }: ActProps & { readonly plea: 'return' | 'delay' }): ReactNode {
  const { tell } = useLanguage();
  const { mutate, isPending, error } = useDecideNotice(view.id);
  return (
    <DecideForm
      label={tell(`notice.act.decide-${plea}`)}
      options={{
        grant: tell(`notice.grant.${plea}`),
        refuse: tell(`notice.refuse.${plea}`),
      }}
      isPending={isPending}
      error={error}
      onSubmit={(decided) => mutate(decided, { onSuccess: onDone })}
    />
  );
}
