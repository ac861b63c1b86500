import { type CheckedUnit, type CheckResult, UNIT_KIND_WORDS, UNIT_LEVEL_WORDS } from '@zhengdun/contract';
import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useCorrectUnit } from '../../api/checks.ts';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './correct-unit.module.css';
import { guessWords, type UnitChoice, UnitQuestions } from './unit-questions.tsx';

interface UnitLineProps {
  readonly unit: CheckedUnit;
  readonly onCorrect: () => void;
}

/** As what the unit was checked, with the source of each fact, and the way to put it right. */
export function UnitLine({ unit, onCorrect }: UnitLineProps): ReactNode {
  const { lang, tell } = useLanguage();
  const kind = unit.kind ? UNIT_KIND_WORDS[unit.kind][lang] : tell('unit.kindUnknown');
  const level = unit.level ? UNIT_LEVEL_WORDS[unit.level][lang] : tell('unit.levelUnknown');
  return (
    <p className={styles.line}>
      <span>{unit.name ?? tell('unit.unnamed')}</span>
      <Sourced fact={kind} how={guessWords(unit.from.kind, tell)} />
      <Sourced fact={level} how={guessWords(unit.from.level, tell)} />
      <Button type="link" size="small" onClick={onCorrect}>
        {tell('finding.wrongUnit')}
      </Button>
    </p>
  );
}

function Sourced({ fact, how }: { readonly fact: string; readonly how: string | undefined }): ReactNode {
  const { tell } = useLanguage();
  return <span>{how ? tell('grammar.note', { text: fact, note: how }) : fact}</span>;
}

interface CorrectUnitProps {
  readonly result: CheckResult;
  readonly onEnd: (how: 'done' | 'none') => void;
}

/** Corrects name, kind and level; the server judges the kept evidence again. */
export function CorrectUnit({ result, onEnd }: CorrectUnitProps): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const { unit, id } = result;
  const [name, setName] = useState(unit.name ?? '');
  const [choice, setChoice] = useState<UnitChoice>(givenFacts(unit));
  const correct = useCorrectUnit(id);
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    opener.current = document.activeElement;
    heading.current?.focus();
  }, []);

  function cancel(): void {
    onEnd('none');
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (correct.isPending) return;
    const { kind, level } = choice;
    const correction = {
      ...(name.trim() !== '' && { unitName: name }),
      ...(kind && { unitKind: kind }),
      ...(level && { unitLevel: level }),
    };
    correct.mutate(correction, {
      onSuccess: (view) => {
        onEnd('done');
        if (view.id !== id) navigate(`/checks/${view.id}`);
      },
    });
  }

  return (
    <form onSubmit={submit} className={styles.form} aria-labelledby="correct-unit">
      <h2 ref={heading} id="correct-unit" tabIndex={-1}>
        {tell('unit.title')}
      </h2>
      <p>{tell('unit.lead')}</p>
      {correct.error && <ActErrorState title={tell('unit.notJudged')} error={correct.error} />}
      <label htmlFor="unit-name" className={styles.label}>
        {tell('form.unitName')}
      </label>
      <Input
        id="unit-name"
        value={name}
        maxLength={100}
        onChange={({ target }) => setName(target.value)}
        className={styles.name ?? ''}
      />
      <UnitQuestions choice={choice} guess={unit} onChange={setChoice} />
      <div className={styles.acts}>
        <Button type="primary" htmlType="submit" aria-disabled={correct.isPending}>
          {correct.isPending ? tell('form.submitting') : tell('unit.submit')}
        </Button>
        <Button onClick={cancel}>{tell('unit.cancel')}</Button>
      </div>
    </form>
  );
}

function givenFacts({ kind, level, from }: CheckedUnit): UnitChoice {
  return {
    ...(kind && from.kind === 'given' && { kind }),
    ...(level && from.level === 'given' && { level }),
  };
}
