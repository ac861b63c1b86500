import * as client from 'openid-client';
import { z } from 'zod';
import { plainText } from '../../kernel/plain-text.ts';
import { openNetworkWeb, type Web } from '../../kernel/web/index.ts';
import { demandWhole, OutsideFault } from './fault.ts';
import { type Asking, CLOCK_SKEW_S, PATIENCE_MS, type RedirectWay } from './way.ts';

/** Discovery, keys and tokens are some KB each. */
const ANSWER_BYTES = 256 * 1024;

/**
 * OpenID Connect Core 1.0, code flow with PKCE. The ID token's signature is verified besides issuer, audience, times and
 * nonce; nobody is known by anything but `iss` and `sub`.
 */
export const oidcWay: RedirectWay<'oidc'> = {
  manner: 'redirect',
  issuerOf: ({ issuer }) => issuer,

  async begin(asking, { returnUrl, state }) {
    return withProvider(asking, undefined, async (provider) => {
      const verifier = client.randomPKCECodeVerifier();
      const nonce = client.randomNonce();
      const url = client.buildAuthorizationUrl(provider, {
        redirect_uri: returnUrl,
        scope: asking.config.scope,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...wishFor(asking.config.twoFactorMarks, provider.serverMetadata()),
      });
      const server = JSON.stringify(serverSchema.parse(provider.serverMetadata()));
      return { url: url.href, kept: { verifier, nonce, server } };
    });
  },

  async finish(asking, { returnUrl, state, query, kept }) {
    const server: Server | undefined = kept.server && JSON.parse(kept.server);
    return withProvider(asking, server, async (provider) => {
      const tokens = await client.authorizationCodeGrant(provider, new URL(`${returnUrl}?${query}`), {
        pkceCodeVerifier: kept.verifier ?? '',
        expectedNonce: kept.nonce ?? '',
        expectedState: state,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims || claims.sub.length < 1 || claims.sub.length > 255)
        throw new OutsideFault('subject-missing');
      const called = [claims.preferred_username, claims.name, claims.sub].find(isText) ?? claims.sub;
      return {
        issuer: asking.config.issuer,
        subject: claims.sub,
        label: plainText(called, 100),
        twoFactors: [claims.acr, claims.amr]
          .flat()
          .some((mark) => isText(mark) && asking.config.twoFactorMarks.includes(mark)),
      };
    });
  },

  async test(asking) {
    await withProvider(asking, undefined, async (provider) => {
      // A key set that cannot be fetched would be noticed by the first who signs in.
      const { jwks_uri: keys } = provider.serverMetadata();
      if (!keys) throw new OutsideFault('unfit');
      await using web = openNetworkWeb(asking.egress, { verified: true });
      const { status, body } = demandWhole(await web.fetch({ ...PATIENT, url: keys }));
      if (status !== 200 || !Buffer.from(body).includes('"keys"')) throw new OutsideFault('answer-wrong');
    });
  },
};

const PATIENT = { timeoutMs: PATIENCE_MS, maxBytes: ANSWER_BYTES } as const;

/** What of a provider's own description is handed on from the beginning of a journey to its end. */
const serverSchema = z.object({
  issuer: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  id_token_signing_alg_values_supported: z.array(z.string()).optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});
type Server = z.infer<typeof serverSchema>;

/**
 * Works with a provider.
 *
 * @param known its description, where a journey has kept it; without one it is asked for
 * @throws OutsideFault
 */
async function withProvider<Result>(
  asking: Asking<'oidc'>,
  known: Server | undefined,
  act: (provider: client.Configuration) => Promise<Result>,
): Promise<Result> {
  const { config, secrets, egress } = asking;
  await using web = openNetworkWeb(egress, { verified: true });
  const fetching = fetchBy(web);
  try {
    // The settings may have been changed meanwhile: who was asked then says nothing for who is asked now.
    if (known && new URL(known.issuer).href !== new URL(config.issuer).href)
      throw new OutsideFault('issuer-differs');
    const server = known ?? (await discover(config, fetching));
    const provider = new client.Configuration(
      server,
      config.clientId,
      { [client.clockTolerance]: CLOCK_SKEW_S },
      authentication(server, secrets.clientSecret),
    );
    provider[client.customFetch] = fetching;
    provider.timeout = PATIENCE_MS / 1_000;
    client.enableNonRepudiationChecks(provider);
    return await act(provider);
  } catch (error) {
    throw toFault(error);
  }
}

/** Reads what a provider publishes of itself. */
async function discover(
  { issuer, clientId }: Asking<'oidc'>['config'],
  fetching: client.CustomFetch,
): Promise<client.ServerMetadata> {
  const found = await client.discovery(new URL(issuer), clientId, undefined, client.None(), {
    [client.customFetch]: fetching,
    timeout: PATIENCE_MS / 1_000,
  });
  const server = found.serverMetadata();
  demandFit(server);
  return server;
}

/** What we do not do without. Providers that say nothing of PKCE are given the benefit of the doubt by nobody. */
function demandFit(server: Readonly<client.ServerMetadata>): void {
  const can = (list: readonly string[] | undefined, wanted: string): boolean =>
    list?.includes(wanted) ?? false;
  if (!server.authorization_endpoint || !server.token_endpoint || !server.jwks_uri)
    throw new OutsideFault('unfit');
  if (!can(server.response_types_supported, 'code')) throw new OutsideFault('unfit');
  if (!can(server.code_challenge_methods_supported, 'S256')) throw new OutsideFault('unfit');
  if (URL.parse(server.authorization_endpoint)?.protocol !== 'https:') throw new OutsideFault('unfit');
}

/** Asks for what says how somebody was recognised, where the provider understands such a wish (Core 5.5). */
function wishFor(marks: readonly string[], server: Readonly<client.ServerMetadata>): { claims?: string } {
  if (marks.length === 0 || server.claims_parameter_supported !== true) return {};
  return { claims: JSON.stringify({ id_token: { acr: null, amr: null } }) };
}

function authentication(server: Readonly<client.ServerMetadata>, secret: string | undefined) {
  if (secret === undefined) return client.None();
  // RFC 8414: where nothing is said, it is client_secret_basic.
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return methods.includes('client_secret_basic')
    ? client.ClientSecretBasic(secret)
    : client.ClientSecretPost(secret);
}

/** The library fetches by the house's own door: verified certificates, checked addresses, bounded answers, no redirects. */
function fetchBy(web: Web): client.CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const sent = body === undefined || body === null ? undefined : Buffer.from(String(body));
    const answer = demandWhole(
      await web.fetch({
        ...PATIENT,
        url,
        method,
        headers,
        signal: signal ?? undefined,
        ...(sent && { body: sent }),
      }),
    );
    return new Response(Buffer.from(answer.body), {
      status: answer.status,
      headers: answer.headers.map(([name, value]) => [name, value] as [string, string]),
    });
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Which fault an error of the library stands for: its causes are looked through. */
function toFault(error: unknown): OutsideFault {
  for (
    let each: unknown = error, depth = 0;
    each instanceof Error && depth < 5;
    each = each.cause, depth += 1
  ) {
    if (each instanceof OutsideFault) return each;
    if (each instanceof client.AuthorizationResponseError)
      return new OutsideFault('refused', { cause: error });
    if (each instanceof client.ResponseBodyError)
      return new OutsideFault(each.error === 'invalid_grant' ? 'refused' : 'client-refused', {
        cause: error,
      });
    if (each instanceof client.WWWAuthenticateChallengeError)
      return new OutsideFault('client-refused', { cause: error });
    const code = 'code' in each && typeof each.code === 'string' ? each.code : '';
    if (code in FAULTS) return new OutsideFault(FAULTS[code] ?? 'answer-wrong', { cause: error });
  }
  if (error instanceof Error) return new OutsideFault('answer-wrong', { cause: error });
  throw error;
}

const FAULTS: Readonly<Record<string, OutsideFault['fault']>> = {
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'issuer-differs',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'proof-wrong',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'proof-wrong',
  OAUTH_INVALID_RESPONSE: 'proof-wrong',
  OAUTH_KEY_SELECTION_FAILED: 'proof-wrong',
  OAUTH_UNSUPPORTED_OPERATION: 'proof-wrong',
  OAUTH_TIMEOUT: 'no-answer',
};
