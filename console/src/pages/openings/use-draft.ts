import type { OpeningField, OpeningForm, OpeningView } from '@zhengdun/contract';
import { useEffect, useRef, useState } from 'react';
import { leaveDraft, useSaveDraft } from '../../api/openings.ts';

const PAUSE_MS = 500;

/** The form as it is typed: kept by the server a moment after each change, and when the page is left. */
export function useDraft(view: OpeningView) {
  const { id } = view;
  const [typed, setTyped] = useState<OpeningForm>({});
  const { mutate, error } = useSaveDraft(id);
  const unsaved = useRef<OpeningForm>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useRef(() => {});
  save.current = () => {
    clearTimeout(timer.current);
    const fields = unsaved.current;
    if (Object.keys(fields).length === 0) return;
    unsaved.current = {};
    mutate(fields, {
      // What was not kept is sent again with the next change.
      onError: () => {
        unsaved.current = { ...fields, ...unsaved.current };
      },
    });
  };
  useEffect(() => {
    const leave = (): void => leaveDraft(id, unsaved.current);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      save.current();
    };
  }, [id]);

  function change(field: OpeningField, value: string): void {
    setTyped((before) => ({ ...before, [field]: value }));
    unsaved.current = { ...unsaved.current, [field]: value };
    clearTimeout(timer.current);
    timer.current = setTimeout(() => save.current(), PAUSE_MS);
  }

  const fields = Object.keys(typed) as OpeningField[];
  const isKept = fields.every((field) => typed[field] === view.form[field]);
  return {
    form: { ...view.form, ...typed },
    typed,
    change,
    /** saved: the server has every letter that was typed here */
    state: fields.length === 0 ? undefined : error ? 'failed' : isKept ? 'saved' : 'saving',
    error,
  } as const;
}
