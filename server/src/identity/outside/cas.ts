import { plainText } from '../../kernel/plain-text.ts';
import { openNetworkWeb } from '../../kernel/web/index.ts';
import { type CasAnswer, readCasAnswer } from './cas-answer.ts';
import { demandWhole, OutsideFault } from './fault.ts';
import { type Asking, PATIENCE_MS, type RedirectWay } from './way.ts';

const ANSWER_BYTES = 64 * 1024;
const TICKET = /^ST-[\x21-\x7e]{1,253}$/;

/** CAS Protocol 3.0.3: the ticket that the browser brings is shown to the provider once, for this very return address. */
export const casWay: RedirectWay<'cas'> = {
  manner: 'redirect',
  issuerOf: ({ url }) => prefixOf(url),

  async begin({ config }, { returnUrl, state }) {
    const url = new URL(`${prefixOf(config.url)}/login`);
    url.searchParams.set('service', serviceOf(returnUrl, state));
    return { url: url.href, kept: {} };
  },

  async finish(asking, { returnUrl, state, query }) {
    const [ticket = '', ...more] = query.getAll('ticket');
    if (more.length > 0 || !TICKET.test(ticket)) throw new OutsideFault('refused');
    const answer = await validate(asking, serviceOf(returnUrl, state), ticket);
    if ('failure' in answer) throw new OutsideFault(faultOfFailure(answer.failure));
    const { user, attributes } = answer;
    if (user.length > 255) throw new OutsideFault('subject-missing');
    const { twoFactorAttribute, twoFactorMarks, url } = asking.config;
    return {
      issuer: prefixOf(url),
      subject: user,
      label: plainText(user, 100),
      twoFactors: (attributes.get(twoFactorAttribute) ?? []).some((mark) => twoFactorMarks.includes(mark)),
    };
  },

  async test(asking, returnUrl) {
    const answer = await validate(asking, serviceOf(returnUrl, 'test'), 'ST-0-zhengdun-connection-test');
    // Nobody has this ticket: that it is refused shows that CAS is spoken there.
    if (!('failure' in answer)) throw new OutsideFault('answer-wrong');
    const fault = faultOfFailure(answer.failure);
    if (fault !== 'refused') throw new OutsideFault(fault);
  },
};

/** The state stands in the address itself: CAS carries nothing else back. */
function serviceOf(returnUrl: string, state: string): string {
  return `${returnUrl}?state=${state}`;
}

function prefixOf(url: string): string {
  return url.replace(/\/+$/, '');
}

async function validate(
  { config, egress }: Asking<'cas'>,
  service: string,
  ticket: string,
): Promise<CasAnswer> {
  const url = new URL(`${prefixOf(config.url)}/p3/serviceValidate`);
  url.searchParams.set('service', service);
  url.searchParams.set('ticket', ticket);
  url.searchParams.set('format', 'XML');
  await using web = openNetworkWeb(egress, { verified: true });
  const { status, body } = demandWhole(
    await web.fetch({ url: url.href, maxBytes: ANSWER_BYTES, timeoutMs: PATIENCE_MS }),
  );
  if (status !== 200) throw new OutsideFault('answer-wrong');
  return readCasAnswer(new TextDecoder().decode(body));
}

/** Codes of 2.5.3. A provider that does not know us has not judged the person. */
function faultOfFailure(code: string): 'refused' | 'client-refused' | 'answer-wrong' {
  switch (code) {
    case 'INVALID_TICKET':
    case 'INVALID_TICKET_SPEC':
      return 'refused';
    case 'INVALID_SERVICE':
    case 'UNAUTHORIZED_SERVICE':
    case 'UNAUTHORIZED_SERVICE_PROXY':
    case 'INVALID_PROXY_CALLBACK':
      return 'client-refused';
    default:
      return 'answer-wrong';
  }
}
