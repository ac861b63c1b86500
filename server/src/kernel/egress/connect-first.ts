import { connect, isIP, type Socket } from 'node:net';

export interface Attempt {
  readonly addresses: readonly string[];
  readonly portFor: (address: string) => number;
  /** for all attempts together */
  readonly timeoutMs: number;
  /** the next address is tried beside the last one after so long */
  readonly staggerMs: number;
  readonly signal?: AbortSignal | undefined;
}

export type ConnectFailure = 'connect-refused' | 'connect-timeout' | 'unreachable' | 'reset';
export type ConnectResult =
  | { readonly ok: true; readonly socket: Socket; readonly address: string }
  | { readonly ok: false; readonly code: ConnectFailure; readonly detail: string };

/** Of several failures the one that says most: a host that refused is there, one that is unreachable may be. */
const MOST_TELLING: readonly ConnectFailure[] = [
  'connect-refused',
  'reset',
  'connect-timeout',
  'unreachable',
];

/**
 * Connects to the first address that answers, in the manner of RFC 8305: addresses are tried in order, the
 * next one when the last has failed or keeps silent. Losers are destroyed. The winner bears an error listener
 * that does nothing, so that an error before the caller listens cannot end the process; `close` still tells.
 *
 * @throws the signal's reason when it is aborted
 */
export function connectFirst(attempt: Attempt): Promise<ConnectResult> {
  const { addresses, portFor, timeoutMs, staggerMs, signal } = attempt;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const open = new Set<Socket>();
    const failures: { code: ConnectFailure; detail: string }[] = [];
    let next = 0;
    let stagger: NodeJS.Timeout | undefined;

    const deadline = setTimeout(() => {
      failures.push({ code: 'connect-timeout', detail: 'ETIMEDOUT' });
      giveUp();
    }, timeoutMs);
    signal?.addEventListener('abort', abort);
    tryNext();

    function tryNext(): void {
      clearTimeout(stagger);
      const address = addresses[next++];
      if (address === undefined) {
        if (open.size === 0) giveUp();
        return;
      }
      const socket = connect({ host: address, port: portFor(address), family: isIP(address) });
      open.add(socket);
      socket.on('error', () => {});
      socket.once('connect', () => {
        open.delete(socket);
        socket.removeAllListeners('close');
        cleanUp();
        resolve({ ok: true, socket, address });
      });
      socket.once('error', (error) => {
        failures.push(describe(error));
        open.delete(socket);
        tryNext();
      });
      if (next < addresses.length) stagger = setTimeout(tryNext, staggerMs);
    }

    function giveUp(): void {
      cleanUp();
      const code = MOST_TELLING.find((candidate) => failures.some((failure) => failure.code === candidate));
      const told = failures.find((failure) => failure.code === code);
      resolve({ ok: false, code: code ?? 'unreachable', detail: told?.detail ?? 'no address' });
    }

    function abort(): void {
      cleanUp();
      reject(signal?.reason);
    }

    function cleanUp(): void {
      clearTimeout(deadline);
      clearTimeout(stagger);
      signal?.removeEventListener('abort', abort);
      next = addresses.length;
      for (const socket of open) socket.destroy();
      open.clear();
    }
  });
}

function describe(error: NodeJS.ErrnoException): { code: ConnectFailure; detail: string } {
  const detail = error.code ?? error.name;
  switch (detail) {
    case 'ECONNREFUSED':
      return { code: 'connect-refused', detail };
    case 'ECONNRESET':
    case 'EPIPE':
      return { code: 'reset', detail };
    case 'ETIMEDOUT':
      return { code: 'connect-timeout', detail };
    default:
      return { code: 'unreachable', detail };
  }
}
