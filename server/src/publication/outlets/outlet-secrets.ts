import { openTexts, sealTexts } from '../../kernel/sealed.ts';
import { installationSecret } from '../../kernel/secret.ts';
import type { PublicationTools } from '../tools.ts';
import type { OutletRow } from './tables.ts';

/** Seals what only an outlet and this house know: it opens for that outlet alone. */
export function sealOutlet(
  { data }: Pick<PublicationTools, 'data'>,
  id: string,
  secrets: Readonly<Record<string, string>>,
): Buffer {
  return sealTexts(sealingKey(data), `outlet/${id}`, secrets);
}

/** @throws Error where it was sealed for another outlet or by another installation */
export function openOutlet(
  { data }: Pick<PublicationTools, 'data'>,
  { id, secrets }: Pick<OutletRow, 'id' | 'secrets'>,
): Readonly<Record<string, string>> {
  return openTexts(sealingKey(data), `outlet/${id}`, secrets);
}

/** Servers on one database need the same. */
function sealingKey(data: string): string {
  return installationSecret(data, 'outlets');
}
