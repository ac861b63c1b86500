import { readFile } from 'node:fs/promises';
import type { Config } from '../../kernel/config/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { openExposure } from '../../kernel/http/index.ts';
import type { TlsMeans } from '../../logs/index.ts';

/** The certificate that the console has, or would have; others than this machine send here. */
export async function tlsMeans(config: Config, clientCaFile: string | undefined): Promise<TlsMeans> {
  const exposure = await openExposure({ ...config, listen: '0.0.0.0' });
  if (!exposure) throw new HouseError('tls-unusable', { detail: '' });
  const { key, cert } = exposure;
  if (clientCaFile === undefined) return { key, cert };
  const clientCa = await readFile(clientCaFile, 'utf8').catch((error: unknown) => {
    throw new HouseError('tls-unusable', { detail: clientCaFile }, { cause: error });
  });
  return { key, cert, clientCa };
}
