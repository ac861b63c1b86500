import { createContext, useContext } from 'react';

/** Language tag of texts that a check wrote, where it is not that of the page; screen readers then change their voice. */
export const ContentLanguage = createContext<string | undefined>(undefined);

export function useContentLanguage(): string | undefined {
  return useContext(ContentLanguage);
}
