import { type ErrorAnswer, errorAnswerSchema, type Lang } from '@zhengdun/contract';

/** A server on this machine that says nothing for so long is not there. */
const LIMIT_MS = 30_000;
/** A file takes its time on the way. */
const FILE_LIMIT_MS = 120_000;

type Kind =
  /** no answer at all */
  | 'unreachable'
  /** an answer that is not what the contract says: page and server are of different versions */
  | 'mismatch'
  /** an answer of the server's registry of errors */
  | 'refused';

/** Why there is no answer to show. */
export class ApiError extends Error {
  readonly kind: Kind;
  readonly status: number | undefined;
  readonly answer: ErrorAnswer['error'] | undefined;

  constructor(kind: Kind, details: { status?: number; answer?: ErrorAnswer['error']; cause?: unknown } = {}) {
    super(kind, { cause: details.cause });
    this.kind = kind;
    this.status = details.status;
    this.answer = details.answer;
  }
}

export interface Call {
  /** below /api */
  readonly path: string;
  /** language in which the server is to answer */
  readonly lang: Lang;
  /** sent as JSON by POST; without one the call is a GET */
  readonly body?: unknown;
  /** sent as it is by POST, instead of JSON */
  readonly file?: Blob | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A schema of the contract. */
export interface Schema<Data> {
  safeParse(value: unknown): { success: true; data: Data } | { success: false; error: Error };
}

/**
 * Calls the server and checks its answer against the contract.
 *
 * @throws ApiError
 */
export async function callApi<Data>(schema: Schema<Data>, call: Call): Promise<Data> {
  const response = await send(call);
  const text = await response.text().catch((cause: unknown) => {
    throw new ApiError('unreachable', { cause });
  });
  const json = parseJson(text);
  if (!response.ok) {
    const answer = errorAnswerSchema.safeParse(json);
    if (!answer.success) throw new ApiError('mismatch', { status: response.status });
    throw new ApiError('refused', { status: response.status, answer: answer.data.error });
  }
  const read = schema.safeParse(json);
  if (!read.success) throw new ApiError('mismatch', { status: response.status, cause: read.error });
  return read.data;
}

async function send({ path, lang, body, file, signal }: Call): Promise<Response> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  const timer = setTimeout(stop, file ? FILE_LIMIT_MS : LIMIT_MS);
  signal?.addEventListener('abort', stop);
  try {
    const sent = file ?? (body === undefined ? undefined : JSON.stringify(body));
    return await fetch(`/api${path}`, {
      method: sent === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        'accept-language': lang,
        ...(sent !== undefined && {
          'content-type': file ? 'application/octet-stream' : 'application/json',
        }),
      },
      ...(sent !== undefined && { body: sent }),
      signal: abort.signal,
    });
  } catch (cause) {
    throw new ApiError('unreachable', { cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
