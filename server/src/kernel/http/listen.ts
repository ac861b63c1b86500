import { HouseError } from '../errors/index.ts';
import type { Http } from './http-type.ts';
import { type PortHolder, portHolder } from './port-holder.ts';

/** So many ports after the wanted one are tried when it is taken. */
const TRIES = 20;

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** who has the wanted port, when another one had to be taken; undefined fields where it cannot be known */
  readonly taken?: { readonly port: number; readonly by: PortHolder | undefined };
}

/**
 * Listens on the wanted port, or on the next free one after it.
 *
 * @param wanted.urlOf address of the console where it is not simply that of the port
 * @throws HouseError `no-free-port`, `cannot-listen`
 */
export async function listen(
  http: Http,
  wanted: { address: string; port: number; urlOf?: ((port: number) => string) | undefined },
): Promise<Listening> {
  const last = Math.min(wanted.port + TRIES, 65_535);
  for (let port = wanted.port; port <= last; port += 1) {
    if (!(await tryListen(http, wanted.address, port))) continue;
    const host = wanted.address.includes(':') ? `[${wanted.address}]` : wanted.address;
    const url = wanted.urlOf?.(port) ?? `http://${host}:${port}/`;
    if (port === wanted.port) return { url, port };
    return { url, port, taken: { port: wanted.port, by: portHolder(wanted.port) } };
  }
  throw new HouseError('no-free-port', { first: wanted.port, last });
}

async function tryListen(http: Http, address: string, port: number): Promise<boolean> {
  try {
    await http.listen({ host: address, port });
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'EADDRINUSE') return false;
    throw new HouseError('cannot-listen', { address, port, detail: code }, { cause: error });
  }
}
