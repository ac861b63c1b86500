import { plainText } from '../../kernel/plain-text.ts';
import { openNetworkWeb } from '../../kernel/web/index.ts';
import { demandWhole, OutsideFault } from './fault.ts';
import { type Asking, PATIENCE_MS, type RedirectWay } from './way.ts';

const ANSWER_BYTES = 64 * 1024;
/** Of a 网证 as the App hands it over: base64 or hex. */
const CREDENTIAL = /^[A-Za-z0-9+/=_-]{8,6000}$/;
/** What the App says when a credential was handed over. */
const HANDED_OVER = 'C0000000';

/**
 * 国家网络身份认证公共服务. Two halves, of which the second alone decides: the national App hands a credential (网证, and
 * a proof of the password) to the browser, and the credential is verified from server to server.
 *
 * What is published and followed here: the request of the App has `orgID`, `businessID`, `bizSeq` and `type` (0: credential,
 * 1: with password), its answer `resultCode`, `idCardAuthData` and `certPwdData` (guide for mini programs of 2026-04-28 and
 * public code); verification takes JSON with `orgCode`, `appId`, `appName`, `bizSeq`, `authMode`, `idCardAuthData` and
 * `certPwdData` (interface of a province's authentication centre); the answer says 认证结果 and, when passed, the
 * 网络身份应用标识, a code of one person for one application.
 *
 * Not published, and therefore settings: the page that calls up the App from a desk's browser, how requests are
 * authorised, codes of modes without a face, names of the fields of the answer. A real connection needs admission.
 */
export const networkIdentityWay: RedirectWay<'network-identity'> = {
  manner: 'redirect',
  issuerOf: ({ checkUrl, orgCode, appId }) => `${new URL(checkUrl).origin} ${orgCode} ${appId}`,

  async begin({ config }, { returnUrl, state }) {
    const url = new URL(config.startUrl);
    const asked = {
      orgID: config.orgCode,
      businessID: config.appId,
      bizSeq: serialOf(state),
      type: config.mode === 'credential-password' ? '1' : '0',
      returnUrl: `${returnUrl}?state=${state}`,
    };
    for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
    return { url: url.href, kept: {} };
  },

  async finish(asking, { state, query }) {
    const { config } = asking;
    if (query.get('resultCode') !== HANDED_OVER || query.get('bizSeq') !== serialOf(state))
      throw new OutsideFault('refused');
    const idCardAuthData = query.get('idCardAuthData') ?? '';
    const certPwdData = query.get('certPwdData') ?? '';
    const wanted = config.mode === 'credential-password' ? [idCardAuthData, certPwdData] : [idCardAuthData];
    if (!wanted.every((each) => CREDENTIAL.test(each))) throw new OutsideFault('refused');
    const answer = await check(asking, {
      bizSeq: serialOf(state),
      idCardAuthData,
      ...(config.mode === 'credential-password' && { certPwdData }),
    });
    const repeated = at(answer, 'bizSeq') ?? at(answer, 'data.bizSeq');
    // Where the answer names its request, it has to be ours.
    if (repeated !== undefined && repeated !== serialOf(state)) throw new OutsideFault('proof-wrong');
    const result = at(answer, config.resultField);
    if (result === undefined) throw new OutsideFault('answer-wrong');
    if (result !== config.passValue) throw new OutsideFault('refused');
    const subject = at(answer, config.subjectField);
    if (!subject || subject.length > 255) throw new OutsideFault('subject-missing');
    return {
      issuer: networkIdentityWay.issuerOf(config),
      subject,
      // The code says nothing to the eye, and nothing else of the person is asked for.
      label: plainText(`…${subject.slice(-6)}`, 100),
      twoFactors: config.twoFactors && config.mode === 'credential-password',
    };
  },

  async test(asking) {
    // A credential that is none: the service has to answer, and not by passing it.
    const answer = await check(asking, { bizSeq: serialOf('connection-test'), idCardAuthData: 'AAAAAAAA' });
    const result = at(answer, asking.config.resultField);
    if (result === undefined || result === asking.config.passValue) throw new OutsideFault('answer-wrong');
  },
};

/** 业务序列号: of this journey alone; it may not hold `&`. */
function serialOf(state: string): string {
  return state.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 32);
}

async function check(
  { config, secrets, egress }: Asking<'network-identity'>,
  shown: { bizSeq: string; idCardAuthData: string; certPwdData?: string },
): Promise<unknown> {
  const { orgCode, appId, appName, authMode } = config;
  const [name, value] = config.header?.split(/: ?(.*)/s) ?? [];
  await using web = openNetworkWeb(egress, { verified: true });
  const { status, body } = demandWhole(
    await web.fetch({
      url: config.checkUrl,
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(name && value && { [name.toLowerCase()]: value.replaceAll('{secret}', () => secrets.key ?? '') }),
      },
      body: Buffer.from(JSON.stringify({ orgCode, appId, appName, authMode, ...shown })),
      maxBytes: ANSWER_BYTES,
      timeoutMs: PATIENCE_MS,
    }),
  );
  if (status === 401 || status === 403) throw new OutsideFault('client-refused');
  if (status !== 200) throw new OutsideFault('answer-wrong');
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch (error) {
    throw new OutsideFault('answer-wrong', { cause: error });
  }
}

/** The text or number at a path of an answer: `data.authResult`. */
function at(value: unknown, path: string): string | undefined {
  let found: unknown = value;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}
