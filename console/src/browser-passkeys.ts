import type { MadePasskey, PasskeyOffer, PasskeyQuestion, ShownPasskey } from '@zhengdun/contract';

/** ECDSA with P-256, Ed25519 and RSA, as the server takes them (COSE). */
const ALGORITHMS = [-7, -8, -257];
const PATIENCE_MS = 120_000;

/** Why there was no passkey. */
export class PasskeyError extends Error {
  readonly kind: 'cancelled' | 'known' | 'impossible';

  constructor(kind: PasskeyError['kind'], cause?: unknown) {
    super(kind, { cause });
    this.kind = kind;
  }
}

/**
 * Whether this browser can have passkeys. Chromium has WebAuthn for longer, but shows keys that it found by itself (without
 * a user name) well only from about 93 on: older ones do not see the button.
 */
export function hasPasskeys(): boolean {
  return typeof window.PublicKeyCredential === 'function' && 'hasOwn' in Object;
}

/** Where this very page can have passkeys: browsers have none under an IP address. Undefined: here. */
export function passkeyCure(): { readonly address: string | undefined } | undefined {
  const { hostname, protocol, port, pathname, search } = window.location;
  if (!/^[\d.]+$|:/.test(hostname)) return undefined;
  const isLoopback = /^127\.|^\[?::1\]?$/.test(hostname);
  return {
    address: isLoopback ? `${protocol}//localhost${port ? `:${port}` : ''}${pathname}${search}` : undefined,
  };
}

/** Has the browser make a passkey. @throws PasskeyError */
export async function makePasskey(offer: PasskeyOffer, name: string): Promise<MadePasskey> {
  const credential = await ask(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytesOf(offer.challenge),
        rp: { id: offer.rpId, name: 'Zhengdun' },
        user: { ...offer.user, id: bytesOf(offer.user.id) },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: offer.exclude.map(descriptorOf),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
        attestation: 'none',
        timeout: PATIENCE_MS,
      },
    }),
  );
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    id: credential.id,
    clientDataJSON: textOf(response.clientDataJSON),
    attestationObject: textOf(response.attestationObject),
    transports: response.getTransports?.() ?? [],
    name,
  };
}

/** Has the browser show a passkey. @throws PasskeyError */
export async function showPasskey(question: PasskeyQuestion): Promise<ShownPasskey> {
  const credential = await ask(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: bytesOf(question.challenge),
        rpId: question.rpId,
        allowCredentials: question.allow.map(descriptorOf),
        userVerification: question.verified ? 'required' : 'preferred',
        timeout: PATIENCE_MS,
      },
    }),
  );
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    id: credential.id,
    clientDataJSON: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.authenticatorData),
    signature: textOf(response.signature),
    ...(response.userHandle &&
      response.userHandle.byteLength > 0 && { userHandle: textOf(response.userHandle) }),
  };
}

async function ask(act: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await act();
    if (credential) return credential as PublicKeyCredential;
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'InvalidStateError') throw new PasskeyError('known', error);
    // Browsers tell cancelling, waiting too long and having no key alike.
    if (name !== 'NotAllowedError' && name !== 'AbortError') throw new PasskeyError('impossible', error);
  }
  throw new PasskeyError('cancelled');
}

function descriptorOf({ id, transports }: PasskeyQuestion['allow'][number]): PublicKeyCredentialDescriptor {
  return { type: 'public-key', id: bytesOf(id), transports: transports as AuthenticatorTransport[] };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
