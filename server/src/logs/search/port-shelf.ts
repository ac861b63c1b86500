import type { MessagePort } from 'node:worker_threads';
import { type ErrorCode, type ErrorFacts, HouseError } from '../../kernel/errors/index.ts';
import type { LogQuestion } from './conditions.ts';
import type { Shelf, ShelvedFile } from './shelf.ts';

/** An error of the house as it goes from one thread to another: by itself it would not arrive as what it is. */
export type ToldError =
  | { readonly code: ErrorCode; readonly facts: HouseError['facts'] }
  | { readonly message: string };

export function tellError(error: unknown): ToldError {
  return error instanceof HouseError
    ? { code: error.code, facts: error.facts }
    : { message: error instanceof Error ? `${error.message}` : String(error) };
}

export function errorOf(told: ToldError): Error {
  return 'code' in told
    ? new HouseError(told.code, told.facts as ErrorFacts<ErrorCode>)
    : new Error(told.message);
}

type Asked =
  | { readonly number: number; readonly held: LogQuestion }
  | { readonly number: number; readonly hold: readonly ShelvedFile[] }
  | { readonly number: number; readonly release: number };
type Answered = { readonly number: number; readonly value?: unknown; readonly error?: ToldError };

/** Answers for a shelf in another thread, until the port is closed: what is held then is held no longer. */
export function lendShelf(shelf: Shelf, port: MessagePort): void {
  const held = new Map<number, AsyncDisposable>();
  const release = async (number: number) => {
    const own = held.get(number);
    held.delete(number);
    await own?.[Symbol.asyncDispose]();
  };
  const answer = async (asked: Asked): Promise<unknown> => {
    if ('held' in asked) return shelf.held(asked.held);
    if ('release' in asked) return release(asked.release);
    held.set(asked.number, await shelf.hold(asked.hold));
    return undefined;
  };
  port.on('message', (asked: Asked) => {
    const { number } = asked;
    answer(asked).then(
      (value) => port.postMessage({ number, value } satisfies Answered),
      (error: unknown) => port.postMessage({ number, error: tellError(error) } satisfies Answered),
    );
  });
  port.on('close', () => {
    for (const number of held.keys()) release(number).catch(() => undefined);
  });
}

/** A shelf that lies in another thread. */
export function borrowedShelf(
  port: MessagePort,
  { folder, mostBytes }: Pick<Shelf, 'folder' | 'mostBytes'>,
): Shelf & Disposable {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let numbers = 0;
  port.on('message', ({ number, value, error }: Answered) => {
    const own = waiting.get(number);
    waiting.delete(number);
    if (error) own?.reject(errorOf(error));
    else own?.resolve(value);
  });
  const ask = (what: { held: LogQuestion } | { hold: readonly ShelvedFile[] } | { release: number }) => {
    numbers += 1;
    const own = Promise.withResolvers<unknown>();
    waiting.set(numbers, own);
    port.postMessage({ number: numbers, ...what });
    return { number: numbers, answered: own.promise };
  };
  return {
    ...{ folder, mostBytes },
    held: (question) => ask({ held: question }).answered as ReturnType<Shelf['held']>,
    async hold(files) {
      const { number, answered } = ask({ hold: files });
      await answered;
      return {
        async [Symbol.asyncDispose]() {
          await ask({ release: number }).answered;
        },
      };
    },
    [Symbol.dispose]: () => port.close(),
  };
}
