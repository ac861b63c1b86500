import { createHash } from 'node:crypto';
import { plainText } from '../../kernel/plain-text.ts';
import { openNetworkWeb } from '../../kernel/web/index.ts';
import {
  type Certificate,
  readCertificate,
  readCertificates,
  revocationOf,
  verifyCertificate,
  verifySignature,
} from '../../kernel/x509/index.ts';
import { demandWhole, OutsideFault } from './fault.ts';
import { type Asking, PATIENCE_MS, type RedirectWay } from './way.ts';

/** Lists of larger authorities come in parts; what is longer is refused. */
const LIST_BYTES = 2 * 1024 * 1024;
/** Base64 or base64url, with or without what fills it up. */
const BASE64 = /^[A-Za-z0-9+/_-]{1,6000}={0,2}$/;

/**
 * 电子认证证书 (GM/T 0015, RFC 5280): a person signs, with the key of a certificate, the very address by which the browser
 * comes back – host, provider and the one-time mark of the journey. The page where that is done is our own; browsers
 * have no way to such keys, the programs of their makers do. SM2 with SM3 (GM/T 0003.2), RSA and ECDSA with SHA-256.
 */
export const certificateWay: RedirectWay<'certificate'> = {
  manner: 'redirect',
  issuerOf: ({ authority }) => `x509 ${digestOf(Buffer.from(authority.replaceAll(/\s/g, '')))}`,

  async begin(_, { returnUrl, state }) {
    // Behind #, so that it stands in no log.
    return { url: `${returnUrl.replace('/sign-in/return/', '/sign-in/certificate/')}#${state}`, kept: {} };
  },

  async finish(asking, { returnUrl, state, query }) {
    const [shown, signature] = ['certificate', 'signature'].map((name) => bytesOf(query.get(name) ?? ''));
    const certificate = shown && readCertificate(shown);
    if (!certificate?.maySign || !signature) throw new OutsideFault('proof-wrong');
    const issuers = demandTrusted(asking, certificate);
    const signed = Buffer.from(signedText(returnUrl, state));
    if (!verifySignature(signed, signature, { key: certificate.key })) throw new OutsideFault('proof-wrong');
    await demandNotRevoked(asking, certificate, issuers);
    return {
      issuer: certificateWay.issuerOf(asking.config),
      // The name, not the key: a renewed certificate is still of the same person.
      subject: digestOf(Buffer.concat([certificate.issuer, certificate.subject])),
      label: plainText(certificate.commonName, 100),
      twoFactors: false,
    };
  },

  async test(asking) {
    const [authority] = authoritiesOf(asking);
    if (!authority) throw new OutsideFault('authority-wrong');
    if (asking.config.listUrl) await readList(asking, asking.config.listUrl);
  },
};

/** What is signed, in UTF-8: an address of this console, so that it means nothing to anybody else. */
function signedText(returnUrl: string, state: string): string {
  return `${returnUrl}?state=${state}`;
}

/** The authority that is trusted and those between. @throws OutsideFault `authority-wrong` */
function authoritiesOf({ config }: Asking<'certificate'>): Certificate[] {
  const [authority, ...more] = readCertificates(config.authority) ?? [];
  const between = config.between === undefined ? [] : readCertificates(config.between);
  if (!authority || more.length > 0 || !between) throw new OutsideFault('authority-wrong');
  const all = [authority, ...between];
  if (!all.every(({ isAuthority }) => isAuthority)) throw new OutsideFault('authority-wrong');
  return all;
}

/** @returns the certificates among which the issuer is. @throws OutsideFault `authority-wrong`, `certificate-untrusted` */
function demandTrusted(asking: Asking<'certificate'>, certificate: Certificate): Certificate[] {
  const [authority, ...others] = authoritiesOf(asking);
  if (!authority || certificate.isAuthority) throw new OutsideFault('certificate-untrusted');
  const trust = verifyCertificate(certificate, { roots: [authority], others, at: new Date() });
  if (trust !== 'trusted') throw new OutsideFault('certificate-untrusted');
  return [authority, ...others];
}

/** @throws OutsideFault `certificate-revoked`, `list-wrong`, and what fetching meets */
async function demandNotRevoked(
  asking: Asking<'certificate'>,
  certificate: Certificate,
  issuers: readonly Certificate[],
): Promise<void> {
  const { listUrl } = asking.config;
  if (!listUrl) return;
  const list = await readList(asking, listUrl);
  const said = revocationOf(certificate, list, { issuers, at: new Date() });
  if (said === 'revoked') throw new OutsideFault('certificate-revoked');
  if (said !== 'not-revoked') throw new OutsideFault('list-wrong');
}

async function readList({ egress }: Asking<'certificate'>, url: string): Promise<Uint8Array> {
  await using web = openNetworkWeb(egress, { verified: true });
  const answer = demandWhole(await web.fetch({ url, timeoutMs: PATIENCE_MS, maxBytes: LIST_BYTES }));
  if (answer.status !== 200) throw new OutsideFault('list-wrong');
  return answer.body;
}

function bytesOf(text: string): Buffer | undefined {
  return BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
