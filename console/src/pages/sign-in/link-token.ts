import { PASSWORD_LENGTH } from '@zhengdun/contract';
import { useState } from 'react';
import type { Tell } from '../../locales/texts.ts';

/** The token of a one-time link. It stands behind # in the address, and is read once. */
export function useLinkToken(): string {
  const [token] = useState(() => window.location.hash.slice(1));
  return token;
}

/** What is wrong with a new password before the server is asked. */
export function passwordFault(password: string, tell: Tell): string | undefined {
  return Array.from(password).length < PASSWORD_LENGTH.min
    ? tell('password.short', { min: PASSWORD_LENGTH.min })
    : undefined;
}
