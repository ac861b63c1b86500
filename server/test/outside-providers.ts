import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import type { Handler, Site } from './world/index.ts';

/** A provider of identity on loopback, and who is sitting in front of it. */
export interface OutsideSite {
  readonly site: Site;
  /** whom it knows the browser as; undefined: the person cancels */
  user: string | undefined;
}

/** The certified `oidc-provider`, with a sign-in page that knows who sits in front of it. */
export function oidcSite(about: {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}): OutsideSite & { amr: string[] } {
  const provider = new Provider(about.issuer, {
    clients: [
      {
        client_id: about.clientId,
        client_secret: about.clientSecret,
        redirect_uris: [about.redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: { claimsParameter: { enabled: true }, devInteractions: { enabled: false } },
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['preferred_username'], acr: null, amr: null },
    conformIdTokenClaims: false,
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, preferred_username: `called.${sub}` }),
    }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client?.clientId ?? '',
        accountId: context.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const serve = provider.callback();
  const own: OutsideSite & { amr: string[] } = {
    site: { pages: { '*': handle } },
    user: undefined,
    amr: ['pwd'],
  };
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith('/interaction/')) return serve(request, response);
    const result =
      own.user === undefined
        ? { error: 'access_denied' }
        : { login: { accountId: own.user, amr: own.amr, remember: false } };
    await provider.interactionFinished(request, response, result);
  }
  return own;
}

/** A provider that says whatever a test has it say. */
export interface LyingSite extends OutsideSite {
  /** changes to what it publishes */
  published: Record<string, unknown>;
  /** changes to the claims of its ID tokens */
  claims: Record<string, unknown>;
  /** answers the token request instead */
  token: Handler | undefined;
  /** signs with a key that it does not publish */
  forged: boolean;
  /** claims no algorithm: a token without a signature */
  unsigned: boolean;
}

/** An OpenID provider of a few lines, for what an honest one never does. */
export function lyingOidcSite(issuer: string, clientId: string): LyingSite {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const nonces = new Map<string, string>();
  const json = (response: ServerResponse, body: object) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const own: LyingSite = {
    user: 'somebody',
    published: {},
    claims: {},
    token: undefined,
    forged: false,
    unsigned: false,
    site: {
      pages: {
        '/.well-known/openid-configuration': (_request, response) => {
          json(response, {
            issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${issuer}/token`,
            jwks_uri: `${issuer}/keys`,
            response_types_supported: ['code'],
            code_challenge_methods_supported: ['S256'],
            id_token_signing_alg_values_supported: ['ES256'],
            ...own.published,
          });
        },
        '/keys': (_request, response) => {
          json(response, {
            keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'a', alg: 'ES256', use: 'sig' }],
          });
        },
        '*': async (request, response) => {
          const url = new URL(request.url ?? '', issuer);
          if (url.pathname === '/authorize') {
            const code = randomBytes(8).toString('hex');
            nonces.set(code, url.searchParams.get('nonce') ?? '');
            const back = new URL(url.searchParams.get('redirect_uri') ?? '');
            back.searchParams.set('code', code);
            back.searchParams.set('state', url.searchParams.get('state') ?? '');
            response.writeHead(302, { location: back.href }).end();
            return;
          }
          if (own.token) return own.token(request, response);
          const code = new URLSearchParams(await bodyOf(request)).get('code') ?? '';
          const now = Math.floor(Date.now() / 1_000);
          const claims = {
            iss: issuer,
            sub: own.user,
            aud: clientId,
            iat: now,
            exp: now + 300,
            nonce: nonces.get(code),
            ...own.claims,
          };
          const header = own.unsigned ? { alg: 'none' } : { alg: 'ES256', kid: 'a' };
          const body = [header, claims]
            .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
            .join('.');
          const key = { key: own.forged ? stranger : privateKey, dsaEncoding: 'ieee-p1363' } as const;
          const signature = own.unsigned ? '' : sign('sha256', Buffer.from(body), key).toString('base64url');
          json(response, { access_token: 'x', token_type: 'Bearer', id_token: `${body}.${signature}` });
        },
      },
    },
  };
  return own;
}

/** CAS by the text of its protocol (3.0.3): tickets are for one service and good once. */
export function casSite(): OutsideSite & { attributes: Record<string, string>; answer: string | undefined } {
  const tickets = new Map<string, { service: string; user: string }>();
  const own: OutsideSite & { attributes: Record<string, string>; answer: string | undefined } = {
    user: undefined,
    attributes: {},
    answer: undefined,
    site: {
      pages: {
        '*': (request, response) => {
          const url = new URL(request.url ?? '', 'https://cas.test');
          const service = url.searchParams.get('service') ?? '';
          if (url.pathname === '/cas/login') {
            const back = new URL(service);
            const ticket = `ST-${tickets.size + 1}-${randomBytes(12).toString('hex')}`;
            tickets.set(ticket, { service, user: own.user ?? '' });
            back.searchParams.set('ticket', ticket);
            response.writeHead(302, { location: back.href }).end();
            return;
          }
          const shown = url.searchParams.get('ticket') ?? '';
          const ticket = tickets.get(shown);
          tickets.delete(shown);
          const inner =
            ticket?.service === service
              ? `<cas:authenticationSuccess><cas:user>${escapeXml(ticket.user)}</cas:user><cas:attributes>${Object.entries(
                  own.attributes,
                )
                  .map(([name, value]) => `<cas:${name}>${escapeXml(value)}</cas:${name}>`)
                  .join('')}</cas:attributes></cas:authenticationSuccess>`
              : `<cas:authenticationFailure code="${ticket ? 'INVALID_SERVICE' : 'INVALID_TICKET'}">no</cas:authenticationFailure>`;
          response
            .writeHead(url.pathname === '/cas/p3/serviceValidate' ? 200 : 404, {
              'content-type': 'application/xml',
            })
            .end(own.answer ?? casXml(inner));
        },
      },
    },
  };
  return own;
}

/** The answer of CAS around what it says. */
export function casXml(inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${inner}</cas:serviceResponse>\n`;
}

/** Names by which the stand-in of the network-identity service was admitted. */
export const NETWORK_IDENTITY = {
  orgCode: '99000001',
  appId: '0001',
  appName: '样例',
  key: 'stand-in-key',
} as const;

/**
 * A stand-in of the national network-identity service, in the shape that is published of it: the App hands credentials to
 * the browser, a credential is verified once, for the serial that it was made for, and brings 认证结果 and, when passed,
 * the 网络身份应用标识. Names of the fields of the answer are invented: they are not published.
 */
export function networkIdentitySite(): OutsideSite {
  const credentials = new Map<string, { bizSeq: string; user: string; password: string | undefined }>();
  const own: OutsideSite = {
    user: undefined,
    site: {
      pages: {
        '*': async (request, response) => {
          const url = new URL(request.url ?? '', 'https://id.test');
          if (url.pathname === '/start') {
            const asked = (name: string) => url.searchParams.get(name) ?? '';
            const back = new URL(asked('returnUrl'));
            const isKnown =
              asked('orgID') === NETWORK_IDENTITY.orgCode && asked('businessID') === NETWORK_IDENTITY.appId;
            back.searchParams.set('resultCode', own.user && isKnown ? 'C0000000' : 'C0412001');
            back.searchParams.set('bizSeq', asked('bizSeq'));
            if (own.user && isKnown) {
              const idCardAuthData = randomBytes(48).toString('base64');
              const password = asked('type') === '1' ? randomBytes(24).toString('base64') : undefined;
              credentials.set(idCardAuthData, { bizSeq: asked('bizSeq'), user: own.user, password });
              back.searchParams.set('idCardAuthData', idCardAuthData);
              if (password) back.searchParams.set('certPwdData', password);
            }
            response.writeHead(302, { location: back.href }).end();
            return;
          }
          if (request.headers.authorization !== `Bearer ${NETWORK_IDENTITY.key}`) {
            response.writeHead(401).end();
            return;
          }
          const body = JSON.parse(await bodyOf(request));
          const shown = credentials.get(body.idCardAuthData);
          credentials.delete(body.idCardAuthData);
          const isPassed =
            shown !== undefined &&
            shown.bizSeq === body.bizSeq &&
            shown.password === body.certPwdData &&
            body.orgCode === NETWORK_IDENTITY.orgCode &&
            body.appId === NETWORK_IDENTITY.appId;
          const identifier = createHash('sha256')
            .update(`${body.appId}/${shown?.user}`)
            .digest('hex')
            .slice(0, 32);
          const data = {
            serviceTime: new Date().toISOString(),
            serviceType: body.authMode,
            authResult: isPassed ? '通过' : '不通过',
            ...(isPassed && { appIdentifier: identifier }),
          };
          response
            .writeHead(200, { 'content-type': 'application/json' })
            .end(JSON.stringify({ code: '0', bizSeq: body.bizSeq, data }));
        },
      },
    },
  };
  return own;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += part;
  return body;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
