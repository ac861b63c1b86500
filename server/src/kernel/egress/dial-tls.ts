import { isIP } from 'node:net';
import {
  connect,
  createSecureContext,
  rootCertificates,
  type SecureContext,
  type SecureContextOptions,
  type SecureVersion,
  type TLSSocket,
} from 'node:tls';
import { type DialOptions, dial } from './dial.ts';
import type { DialRefusal } from './dial-words.ts';
import type { EgressPolicy } from './policy.ts';

export interface DialTlsOptions extends DialOptions {
  /** name for SNI and for matching the certificate; by default the host. None is sent for an IP address */
  readonly servername?: string;
  /** protocols to offer, e.g. `['h2', 'http/1.1']` */
  readonly alpn?: readonly string[];
  readonly minVersion?: SecureVersion;
  readonly maxVersion?: SecureVersion;
  /** OpenSSL cipher list, e.g. `DEFAULT@SECLEVEL=0` */
  readonly ciphers?: string;
  /** further `SSL_OP_…` bits of `node:crypto` constants, e.g. to meet old servers */
  readonly secureOptions?: number;
  /** a session of an earlier connection to the same server, so that neither side pays for a whole handshake */
  readonly session?: Buffer | undefined;
  /** true ends the connection on an untrusted certificate. Default false: the caller reads `authorizationError` */
  readonly rejectUnauthorized?: boolean;
  /** true spares the work of verifying the certificate: `authorized` is then false, whatever it is. Default false */
  readonly unverified?: boolean;
  /** patience for the handshake. Default 10 000 */
  readonly handshakeTimeoutMs?: number;
}

export interface DialledTls {
  readonly ok: true;
  /** handshake done; bears an error listener that does nothing, `close` still tells */
  readonly socket: TLSSocket;
  readonly address: string;
}

/**
 * Opens a TLS connection by way of `dial`. Trust is judged against Node's bundled roots and the policy's own
 * certificates; by default an untrusted server is connected to all the same and `socket.authorized` tells.
 *
 * @throws the signal's reason when it is aborted
 */
export async function dialTls(options: DialTlsOptions): Promise<DialledTls | DialRefusal> {
  const dialled = await dial(options);
  if (!dialled.ok) return dialled;
  const { host, port, signal, handshakeTimeoutMs = 10_000 } = options;
  const servername = options.servername ?? host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  const socket = connect({
    socket: dialled.socket,
    secureContext: secureContextFor(options),
    rejectUnauthorized: options.rejectUnauthorized ?? false,
    host: servername,
    ...(isIP(servername) ? {} : { servername }),
    ...(options.alpn ? { ALPNProtocols: [...options.alpn] } : {}),
    ...(options.session ? { session: options.session } : {}),
  });
  socket.on('error', () => {});

  return new Promise((resolve, reject) => {
    const refuse = (code: DialRefusal['code'], detail: string) => {
      cleanUp();
      destroyBoth();
      resolve({ ok: false, code, host, port, addresses: [dialled.address], detail });
    };
    const succeed = () => {
      cleanUp();
      resolve({ ok: true, socket, address: dialled.address });
    };
    const fail = (error: NodeJS.ErrnoException) => {
      const cut = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      refuse(cut ? 'reset' : 'handshake-refused', error.code ?? error.name);
    };
    const close = () => refuse('reset', 'closed during the handshake');
    const abort = () => {
      cleanUp();
      destroyBoth();
      reject(signal?.reason);
    };
    const timer = setTimeout(refuse, handshakeTimeoutMs, 'handshake-timeout', 'ETIMEDOUT');
    socket.once('secureConnect', succeed);
    socket.once('error', fail);
    socket.once('close', close);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();

    function cleanUp(): void {
      clearTimeout(timer);
      socket.off('secureConnect', succeed);
      socket.off('error', fail);
      socket.off('close', close);
      signal?.removeEventListener('abort', abort);
    }
    function destroyBoth(): void {
      socket.destroy();
      if (dialled.ok) dialled.socket.destroy();
    }
  });
}

/**
 * Every server knows one of these. OpenSSL's own choice begins with a hybrid of ML-KEM: its key costs both sides, and its
 * hello does not fit into one packet, at which old servers and firewalls stumble.
 */
const GROUPS = 'X25519:P-256:P-384:P-521';

const contexts = new WeakMap<EgressPolicy, Map<string, SecureContext>>();

/** Reading 150 roots costs milliseconds, so one context serves all connections with the same wishes. */
function secureContextFor(options: DialTlsOptions): SecureContext {
  const { policy, minVersion, maxVersion, ciphers, secureOptions, unverified = false } = options;
  const ofPolicy = contexts.get(policy) ?? new Map<string, SecureContext>();
  contexts.set(policy, ofPolicy);
  const key = JSON.stringify([minVersion, maxVersion, ciphers, secureOptions, unverified]);
  const known = ofPolicy.get(key);
  if (known) return known;
  const wishes: SecureContextOptions = { minVersion, maxVersion, ciphers, secureOptions, ecdhCurve: GROUPS };
  if (unverified) wishes.ca = [];
  else if (policy.extraCa.length > 0) wishes.ca = [...rootCertificates, ...policy.extraCa];
  const context = createSecureContext(wishes);
  ofPolicy.set(key, context);
  return context;
}
