import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { TlsVersion } from '../../observation.ts';
import { GROUP, type HelloExtensions, WIRE_VERSION, writeClientHello } from './client-hello.ts';
import {
  RENEGOTIATION_SCSV,
  RFC8998_SUITES,
  TLCP_SUITES,
  TLS13_SUITES,
  USUAL_SUITES,
  WEAK_SUITES,
} from './suites.ts';

/** A hello, and what an answer must look like to be an acceptance of it. */
export interface Offer {
  readonly hello: Buffer;
  readonly suites: ReadonlySet<number>;
  /** undefined where any version will do */
  readonly version?: number;
}

const GROUPS = [GROUP.x25519, GROUP.secp256r1, GROUP.secp384r1, GROUP.secp521r1];
/** ECDSA, RSA-PSS and RSA with SHA-2, then SHA-1 for old servers. */
const SIGNATURES = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201,
];
/** RFC 8998: sm2sig_sm3. */
const SM2_SIGNATURE = 0x0708;
/** GM/T 0024-2023, annex A.5: SM3 with SM2. Unconfirmed against the standard's own text. */
const TLCP_SIGNATURE = 0x0704;

/** One version and no other, with every usual suite. */
export function offerVersion(version: TlsVersion, serverName: string | undefined): Offer {
  if (version === 'TLSv1.3') {
    return offerTls13(TLS13_SUITES, {
      serverName,
      groups: GROUPS,
      signatureAlgorithms: SIGNATURES,
      keyShares: [x25519Share()],
    });
  }
  const wire = WIRE_VERSION[version];
  const extensions = version === 'SSLv3' ? {} : { extensions: usualExtensions(wire, serverName) };
  const hello = writeClientHello({
    recordVersion: Math.min(wire, WIRE_VERSION['TLSv1.0']),
    version: wire,
    suites: [...USUAL_SUITES, RENEGOTIATION_SCSV],
    random: randomBytes(32),
    ...extensions,
  });
  return { hello, suites: new Set(USUAL_SUITES), version: wire };
}

/** Weak suites only, as far as they are still to be asked for. */
export function offerWeakSuites(
  serverName: string | undefined,
  known: ReadonlySet<number> = new Set(),
): Offer {
  const suites = [...WEAK_SUITES.keys()].filter((suite) => !known.has(suite));
  const hello = writeClientHello({
    recordVersion: WIRE_VERSION['TLSv1.0'],
    version: WIRE_VERSION['TLSv1.2'],
    suites: [...suites, RENEGOTIATION_SCSV],
    random: randomBytes(32),
    extensions: usualExtensions(WIRE_VERSION['TLSv1.2'], serverName),
  });
  return { hello, suites: new Set(suites) };
}

/** TLCP. Extensions came with GM/T 0024-2023; older servers are asked without. */
export function offerTlcp(serverName: string | undefined, withExtensions: boolean): Offer {
  const extensions: HelloExtensions = {
    serverName,
    groups: [GROUP.curveSM2],
    signatureAlgorithms: [TLCP_SIGNATURE],
  };
  const hello = writeClientHello({
    recordVersion: WIRE_VERSION.TLCP,
    version: WIRE_VERSION.TLCP,
    suites: [...TLCP_SUITES.keys()],
    random: randomBytes(32),
    ...(withExtensions ? { extensions } : {}),
  });
  return { hello, suites: new Set(TLCP_SUITES.keys()), version: WIRE_VERSION.TLCP };
}

/** RFC 8998: the SM suites of TLS 1.3 alone, with a share on curveSM2 where this Node can make one. */
export function offerRfc8998(serverName: string | undefined): Offer {
  const share = curveSm2Share();
  return offerTls13([...RFC8998_SUITES.keys()], {
    serverName,
    groups: [GROUP.curveSM2, ...GROUPS],
    signatureAlgorithms: [SM2_SIGNATURE, ...SIGNATURES],
    keyShares: share ? [share, x25519Share()] : [x25519Share()],
  });
}

function offerTls13(suites: readonly number[], extensions: HelloExtensions): Offer {
  const hello = writeClientHello({
    recordVersion: WIRE_VERSION['TLSv1.0'],
    version: WIRE_VERSION['TLSv1.2'],
    suites,
    random: randomBytes(32),
    sessionId: randomBytes(32),
    extensions: { ...extensions, supportedVersions: [WIRE_VERSION['TLSv1.3']] },
  });
  return { hello, suites: new Set(suites), version: WIRE_VERSION['TLSv1.3'] };
}

function usualExtensions(version: number, serverName: string | undefined): HelloExtensions {
  const signatures = version >= WIRE_VERSION['TLSv1.2'] ? { signatureAlgorithms: SIGNATURES } : {};
  return { serverName, groups: GROUPS, ...signatures };
}

/** Any 32 bytes are a public key of x25519; nobody will use the shared secret. */
function x25519Share(): { group: number; key: Uint8Array } {
  return { group: GROUP.x25519, key: randomBytes(32) };
}

let sm2Point: Uint8Array | undefined;

/** A point of the SM2 curve. One is made for all servers: nobody will use the shared secret. */
function curveSm2Share(): { group: number; key: Uint8Array } | undefined {
  try {
    sm2Point ??= newSm2Point();
    return { group: GROUP.curveSM2, key: sm2Point };
  } catch {
    // An OpenSSL without SM2: the server can still ask for the share by HelloRetryRequest.
    return undefined;
  }
}

/** Uncompressed: the last 65 bytes of the public key's DER form. */
function newSm2Point(): Uint8Array {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' });
  return publicKey.export({ type: 'spki', format: 'der' }).subarray(-65);
}
