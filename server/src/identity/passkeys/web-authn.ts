import type { MadePasskey, ShownPasskey } from '@zhengdun/contract';
import { z } from 'zod';
import type { RelyingParty } from './relying-party.ts';

/** Of the library: it is large, and loaded when the first passkey comes. */
const library = () => import('@simplewebauthn/server');

/** ECDSA with P-256, RSA PKCS#1 v1.5, both with SHA-256, and Ed25519 (COSE): what authenticators have. */
const ALGORITHMS = [-7, -257, -8];

const clientDataSchema = z.object({ challenge: z.string().max(200) });

/** The challenge that a browser says it answers; undefined when what it sent is not what WebAuthn writes. */
export function challengeIn(clientDataJSON: string): string | undefined {
  try {
    return clientDataSchema.parse(JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')))
      .challenge;
  } catch {
    // The bytes come from outside.
    return undefined;
  }
}

export interface NewKey {
  readonly credentialId: Buffer;
  /** COSE */
  readonly publicKey: Buffer;
  readonly counter: number;
}

/** The key in the answer of a browser that made one for this challenge and party; undefined when it is none. */
export async function readMade(
  made: MadePasskey,
  { challenge, party }: { readonly challenge: string; readonly party: RelyingParty },
): Promise<NewKey | undefined> {
  const { verifyRegistrationResponse } = await library();
  const { id, clientDataJSON, attestationObject } = made;
  const answer = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      response: { clientDataJSON, attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: [...party.origins],
    expectedRPID: party.id,
    // A key without PIN is a second factor all the same; alone it opens nothing.
    requireUserVerification: false,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined);
  if (!answer?.verified || !answer.registrationInfo) return undefined;
  const { credential } = answer.registrationInfo;
  return {
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
  };
}

/**
 * Whether a browser has shown the key for this challenge and party.
 *
 * @param about.verified whether PIN, fingerprint or face is demanded
 * @returns the counter of the authenticator; undefined when it was not shown. Whoever asks holds it against the last one
 */
export async function readShown(
  shown: ShownPasskey,
  about: {
    readonly challenge: string;
    readonly party: RelyingParty;
    readonly publicKey: Uint8Array;
    readonly verified: boolean;
  },
): Promise<{ counter: number } | undefined> {
  const { verifyAuthenticationResponse } = await library();
  const { id, clientDataJSON, authenticatorData, signature } = shown;
  const answer = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      response: { clientDataJSON, authenticatorData, signature },
      clientExtensionResults: {},
    },
    expectedChallenge: about.challenge,
    expectedOrigin: [...about.party.origins],
    expectedRPID: about.party.id,
    credential: { id, publicKey: new Uint8Array(about.publicKey), counter: 0 },
    requireUserVerification: about.verified,
  }).catch(() => undefined);
  return answer?.verified ? { counter: answer.authenticationInfo.newCounter } : undefined;
}
