import { type ReactNode, useEffect, useState } from 'react';
import { useSuccessors } from '../../api/closings.ts';
import { usePeople } from '../../api/people.ts';
import { useApplications, useRegions, useUnits } from '../../api/registry.ts';
import { useLanguage } from '../../locales/language.tsx';
import { TextField } from './field.tsx';
import styles from './pick.module.css';

/** Something that was found and can be chosen. */
export interface Picked {
  readonly id: string;
  readonly name: string;
}

interface PickProps {
  readonly id: string;
  readonly label: string;
  readonly fault?: string | undefined;
  readonly picked: Picked | undefined;
  readonly onPick: (picked: Picked | undefined) => void;
}

const PAUSE_MS = 250;
const SHOWN = 8;

/** A division: found by a piece of its name. */
export function RegionPick(props: PickProps): ReactNode {
  const [words, setWords] = useState(props.picked?.name ?? '');
  const { data } = useRegions(useSettled(words));
  const found = (data?.rows ?? []).map(({ code, fullName }) => ({ id: code, name: fullName }));
  return <Pick {...props} words={words} setWords={setWords} found={found} />;
}

/** A registered unit: found by two characters of its name. */
export function UnitPick(props: PickProps): ReactNode {
  const [words, setWords] = useState(props.picked?.name ?? '');
  const search = useSettled(words);
  const { data } = useUnits({ search, page: 1, size: 20 }, search !== '');
  return <Pick {...props} words={words} setWords={setWords} found={data?.rows ?? []} />;
}

/** An application that is open, found by a piece of its name. */
export function ApplicationPick(props: PickProps): ReactNode {
  const { tell } = useLanguage();
  const [words, setWords] = useState(props.picked?.name ?? '');
  const search = useSettled(words);
  const { data } = useApplications(
    { show: 'open', page: 1, size: 20, ...(search !== '' && { search }) },
    search !== '',
  );
  const found = (data?.rows ?? []).map(({ id, name, unit }) => ({
    id,
    name: tell('grammar.note', { text: name, note: unit.name }),
  }));
  return <Pick {...props} words={words} setWords={setWords} found={found} />;
}

/** Any unit of the installation, for what is handed over to it. */
export function SuccessorPick(props: PickProps): ReactNode {
  const [words, setWords] = useState(props.picked?.name ?? '');
  const { data } = useSuccessors(useSettled(words));
  return <Pick {...props} words={words} setWords={setWords} found={data?.rows ?? []} />;
}

/** A person with an account, found by a piece of the name. */
export function PersonPick(props: PickProps): ReactNode {
  const { tell } = useLanguage();
  const [words, setWords] = useState(props.picked?.name ?? '');
  const { data } = usePeople({ page: 1, size: 20, preset: 'all', q: useSettled(words) });
  const found = (data?.rows ?? []).map(({ id, name, unitName }) => ({
    id,
    name: tell('grammar.note', { text: name, note: unitName }),
  }));
  return <Pick {...props} words={words} setWords={setWords} found={found} />;
}

interface FoundProps extends PickProps {
  readonly words: string;
  readonly setWords: (words: string) => void;
  readonly found: readonly Picked[];
}

/** A search field with its finds as buttons below: nothing opens or moves by itself. */
function Pick({ id, label, fault, picked, onPick, words, setWords, found }: FoundProps): ReactNode {
  const { tell } = useLanguage();
  const isOpen = words.trim() !== '' && words !== picked?.name;
  return (
    <div>
      <TextField
        id={id}
        label={label}
        hint={tell('pick.hint')}
        fault={fault}
        value={words}
        maxLength={60}
        onChange={(value) => {
          setWords(value);
          if (picked) onPick(undefined);
        }}
      />
      <p role="status" className="visually-hidden">
        {isOpen && tell('pick.found', { count: Math.min(SHOWN, found.length) })}
      </p>
      {isOpen && (
        <ul className={styles.found}>
          {found.slice(0, SHOWN).map((each) => (
            <li key={each.id}>
              <button
                type="button"
                onClick={() => {
                  setWords(each.name);
                  onPick({ id: each.id, name: each.name });
                  document.getElementById(id)?.focus();
                }}
              >
                {each.name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A text, once nobody has changed it for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
