import { contentOf, destroyContent, findDocuments } from '../../assurance/index.ts';
import { PROGRAM_CALLER } from '../../kernel/audit/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import type { Log } from '../../kernel/log.ts';
import { EVERYTHING, ownedAs, withinScope } from '../../kernel/tenancy/index.ts';
import { sealWords } from '../screening/file-words.ts';
import { fileHits } from '../screening/screening.ts';
import { marksIn, noteStop } from '../secrecy/stop-secrets.ts';
import type { PublicationTools } from '../tools.ts';
import { screenForUnit } from '../word-lists/screen-for-unit.ts';
import {
  beginReading,
  endReading,
  giveReadingBack,
  noteProgress,
  type ReadingRow,
  type ReadingTurn,
} from './reading.repo.ts';

export interface ReadingTools extends PublicationTools {
  readonly log: Log;
  /** fires when the program ends */
  readonly signal?: AbortSignal | undefined;
}

/** A file whose programs were killed so often is taken for what killed them. */
const MOST_STARTS = 5;
const PROGRESS_MS = 700;

/**
 * Reads the pictures of an attachment and keeps what was found. What bears the mark of a state secret is destroyed, as if it
 * had not been taken. Idempotent: what has been read is left alone, what a killed program began is begun again, but not
 * without end.
 *
 * @param documentId of a row of publication_file_reading
 */
export async function performReading(tools: ReadingTools, documentId: string): Promise<void> {
  const { now, signal, log } = tools;
  const inAll = <T>(work: (trx: Transaction) => Promise<T>) => withinScope(tools.db, EVERYTHING, work);
  const turn = await inAll((trx) => beginReading(trx, documentId, now()));
  if (!turn) return;
  if (turn.starts > MOST_STARTS) {
    log.error({ document: documentId }, 'an attachment is given up: all programs that read it were killed');
    await inAll((trx) => endReading(trx, turn, { at: now(), outcome: 'given-up' }));
    return;
  }
  try {
    await readIn(tools, turn);
  } catch (error) {
    // The program ends: whoever takes the job next begins anew.
    if (signal?.aborted) await inAll((trx) => giveReadingBack(trx, turn));
    throw error;
  }
}

async function readIn(tools: ReadingTools, turn: ReadingRow): Promise<void> {
  const { db, vault, now, signal, log } = tools;
  const inAll = <T>(work: (trx: Transaction) => Promise<T>) => withinScope(db, EVERYTHING, work);
  const there = await inAll(async (trx) => {
    const [file] = await findDocuments(trx, [turn.document_id]);
    const bytes = file && (await contentOf({ vault }, trx, file));
    return file && bytes && { file, bytes };
  });
  const screen = await screenForUnit(tools, turn.unit_id);
  if (!there || !screen) {
    // Its content was destroyed meanwhile, or nothing is screened here.
    const nothing = { edition: 'none', hits: [] };
    await inAll((trx) => endReading(trx, turn, { at: now(), outcome: 'read', found: nothing }));
    return;
  }
  const { file, bytes } = there;
  const progress = progressOf(db, turn);
  const found = await screen.file(bytes, { onPicture: progress.picture, signal }).finally(progress.close);
  const stopped = await inAll(async (trx) => {
    const stopping = {
      at: { belonging: ownedAs(file), applicationId: turn.application_id, itemId: turn.item_id },
      marks: marksIn(found),
      content: bytes,
    };
    const by = { trx, caller: PROGRAM_CALLER };
    const isStopped = file.kept_by !== null && (await noteStop(tools, by, { ...stopping, by: file.kept_by }));
    const kept = {
      edition: found.edition,
      hits: fileHits(found.hits),
      words: await sealWords(tools, trx, { id: file.id, found }),
    };
    const isOurs = await endReading(trx, turn, {
      at: now(),
      ...(isStopped ? { outcome: 'stopped' } : { outcome: 'read', found: kept }),
    });
    if (isOurs && isStopped) await destroyContent(trx, PROGRAM_CALLER, { file, ...OF_A_STOP, at: now() });
    return isOurs && isStopped;
  });
  if (stopped) {
    await vault.remove(file.sealed_sha256);
    log.warn(
      { document: file.id },
      'an attachment bears the mark of a state secret: its content is destroyed',
    );
  }
}

/** Nobody orders what the program stops by itself. */
const OF_A_STOP = { orderNumber: 'SECRET-STOP', approver: 'zhengdun' };

/** Written now and then: a row a second, not one a picture. */
function progressOf(db: Database, turn: ReadingTurn) {
  let done = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = (): void => {
    timer = undefined;
    // A courtesy: what cannot be written now is written with the next one.
    writing = withinScope(db, EVERYTHING, (trx) => noteProgress(trx, turn, done)).catch(() => undefined);
  };
  return {
    picture(): void {
      done += 1;
      timer ??= setTimeout(write, PROGRESS_MS);
    },
    async close(): Promise<void> {
      if (timer) {
        clearTimeout(timer);
        write();
      }
      await writing;
    },
  };
}
