import {
  type CheckedUnit,
  type Lang,
  type LocalText,
  UNIT_KIND_WORDS,
  UNIT_KINDS,
  UNIT_LEVEL_WORDS,
  UNIT_LEVELS,
  type UnitKind,
  type UnitLevel,
} from '@zhengdun/contract';
import { Radio } from 'antd';
import { type ReactNode, useId } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import type { Tell } from '../../locales/texts.ts';
import styles from './unit-questions.module.css';

/** What a person said: `undefined` nothing yet, `null` that she is not sure. */
export interface UnitChoice {
  readonly kind?: UnitKind | null;
  readonly level?: UnitLevel | null;
}

interface UnitQuestionsProps {
  readonly choice: UnitChoice;
  readonly guess: CheckedUnit | undefined;
  readonly onChange: (choice: UnitChoice) => void;
}

/** 单位性质 and 行政级别, both optional; what was guessed is chosen already and shown as guessed. */
export function UnitQuestions({ choice, guess, onChange }: UnitQuestionsProps): ReactNode {
  const { tell } = useLanguage();
  return (
    <>
      <Question
        label={tell('form.kind')}
        options={UNIT_KINDS}
        words={UNIT_KIND_WORDS}
        chosen={choice.kind}
        guessed={guess?.kind}
        how={guess && sourceWords(guess.from.kind, tell)}
        onChoose={(kind) => onChange({ ...choice, kind })}
      />
      <Question
        label={tell('form.level')}
        options={UNIT_LEVELS}
        words={UNIT_LEVEL_WORDS}
        chosen={choice.level}
        guessed={guess?.level}
        how={guess && sourceWords(guess.from.level, tell)}
        onChoose={(level) => onChange({ ...choice, level })}
      />
    </>
  );
}

interface QuestionProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Value[];
  readonly words: Readonly<Record<Value, LocalText>>;
  readonly chosen: Value | null | undefined;
  readonly guessed: Value | undefined;
  /** where the guess comes from, in words */
  readonly how: string | undefined;
  readonly onChoose: (value: Value | null) => void;
}

const UNSURE = '';

function Question<Value extends string>(props: QuestionProps<Value>): ReactNode {
  const { label, options, words, chosen, guessed, how, onChoose } = props;
  const { lang, tell } = useLanguage();
  const name = useId();
  const isGuess = chosen === undefined && guessed !== undefined;
  return (
    <fieldset className={styles.question}>
      <legend className={styles.legend}>
        {label}
        {isGuess && how && <span className={styles.guessed}>{tell('form.guessed', { how })}</span>}
      </legend>
      <Radio.Group
        name={name}
        value={chosen === undefined ? (guessed ?? UNSURE) : (chosen ?? UNSURE)}
        options={[
          ...options.map((value) => option(value, words[value], lang)),
          { value: UNSURE, label: tell('form.unsure') },
        ]}
        onChange={({ target }) => onChoose(options.find((value) => value === target.value) ?? null)}
      />
    </fieldset>
  );
}

const GUESSES = {
  suffix: 'unit.from.suffix',
  page: 'unit.from.page',
  code: 'unit.from.code',
} as const;

/** Before anything was asked, only the register can have given a fact. */
function sourceWords(from: keyof typeof GUESSES | 'given' | 'none', tell: Tell): string | undefined {
  return from === 'given' ? tell('unit.from.register') : guessWords(from, tell);
}

/** Where a fact about the unit comes from, if it was guessed. */
export function guessWords(from: keyof typeof GUESSES | 'given' | 'none', tell: Tell): string | undefined {
  return from === 'given' || from === 'none' ? undefined : tell(GUESSES[from]);
}

function option(value: string, words: LocalText, lang: Lang): { value: string; label: string } {
  return { value, label: words[lang] };
}
