import { useSearchParams } from 'react-router';

/** Changes filters in the address; whatever is filtered anew begins at its first page. An empty value takes one away. */
export function useFilter(): (changes: Readonly<Record<string, string>>) => void {
  const [search, setSearch] = useSearchParams();
  return (changes) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    next.delete('page');
    setSearch(next);
  };
}
