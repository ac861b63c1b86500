import { type ReactNode, useState } from 'react';
import { TextField } from './field.tsx';
import { FilterForm } from './filter-form.tsx';
import { useFilter } from './use-filter.ts';

interface SearchFormProps {
  readonly label: string;
  /** what is searched, over the field for the words */
  readonly field: string;
  /** the words that are searched for now: they stand in the address */
  readonly value: string | undefined;
  readonly longest?: number;
  /** what else narrows the list */
  readonly children?: ReactNode;
}

/** The filters of a list that is searched for words. Words that come with the address are taken into the field. */
export function SearchForm(props: SearchFormProps): ReactNode {
  return <WordsForm key={props.value} {...props} />;
}

function WordsForm({ label, field, value = '', longest = 60, children }: SearchFormProps): ReactNode {
  const filter = useFilter();
  const [words, setWords] = useState(value);
  return (
    <FilterForm label={label} onFind={() => filter({ search: words.trim() })}>
      <TextField
        id="search"
        type="search"
        label={field}
        value={words}
        maxLength={longest}
        onChange={setWords}
      />
      {children}
    </FilterForm>
  );
}
