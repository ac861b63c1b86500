import { defineRule } from './rule.ts';

/** Art. 17: what the server offers of commercial cryptography, as a fact; the assessment report decides. */
export const smSupport = defineRule({
  id: 'sm-support',
  needs: ['tls'],
  judge({ tls }) {
    const suites = [
      tls.tlcp.answer === 'accepted' ? `TLCP ${tls.tlcp.cipher ?? ''}`.trim() : undefined,
      tls.rfc8998.answer === 'accepted' ? `TLS 1.3 ${tls.rfc8998.cipher ?? ''}`.trim() : undefined,
    ].filter((suite) => suite !== undefined);
    const facts = { tlcp: tls.tlcp.answer, rfc8998: tls.rfc8998.answer, suites };
    return suites.length > 0 ? { code: 'supported', facts } : { code: 'not-supported', facts };
  },
});
