import { readFile } from 'node:fs/promises';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Certificate, readCertificates } from '../../kernel/x509/index.ts';

/** Roots of time-stamping authorities that are trusted, in PEM form; none without a file. @throws HouseError `logs-tsa-roots` */
export async function readRoots(file: string | undefined): Promise<Certificate[]> {
  if (file === undefined) return [];
  const roots = readCertificates(await readFile(file, 'utf8').catch(() => ''));
  if (!roots?.length) throw new HouseError('logs-tsa-roots', { file });
  return roots;
}
