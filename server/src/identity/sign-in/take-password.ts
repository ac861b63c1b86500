import { PASSWORD_LENGTH } from '@zhengdun/contract';
import { HouseError } from '../../kernel/errors/index.ts';
import { hashPassword, passwordFault } from './password.ts';

/**
 * Hashes a new password, where it may be taken.
 *
 * @param names that it may not hold
 * @throws HouseError `password-…`
 */
export async function takePassword(password: string, names: readonly string[]): Promise<string> {
  switch (passwordFault(password, names)) {
    case 'too-short':
      throw new HouseError('password-too-short', { min: PASSWORD_LENGTH.min });
    case 'too-long':
      throw new HouseError('password-too-long', { max: PASSWORD_LENGTH.max });
    case 'too-plain':
      throw new HouseError('password-too-plain', {});
    case 'holds-name':
      throw new HouseError('password-holds-name', {});
    case undefined:
      return hashPassword(password);
  }
}
