import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { HouseError } from '../../kernel/errors/index.ts';

/** For whom a browser makes and shows passkeys: a host name, and the addresses of pages on it. */
export interface RelyingParty {
  readonly id: string;
  readonly origins: readonly string[];
}

/**
 * The host name that a request came to: `localhost`, or one of `ZHENGDUN_HOSTS` – others were refused before. Pages are
 * those at the port that is listened on, and at the scheme's own, where a proxy stands before us.
 *
 * @throws HouseError `passkey-needs-name` where the page was opened by an address: browsers make no passkeys there
 */
export function relyingParty(request: FastifyRequest, secure: boolean): RelyingParty {
  const scheme = secure ? 'https' : 'http';
  const host = request.headers.host ?? '';
  const id = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
  if (id === '' || ipaddr.isValid(id.replace(/^\[(.*)\]$/, '$1')))
    throw new HouseError('passkey-needs-name', {});
  const { localPort } = request.socket;
  return { id, origins: [`${scheme}://${id}`, ...(localPort ? [`${scheme}://${id}:${localPort}`] : [])] };
}
