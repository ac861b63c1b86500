import { describeRule } from '../../../test/rule-cases.ts';
import { saw, siteViewWith } from '../../../test/site-view.ts';
import type { DnsFacts } from '../observation.ts';
import { institutionMailSuffix, organMailSuffix } from './31-mail.ts';

function site(kind: 'organ' | 'institution', domain: string, of: { hosts?: string[]; open?: boolean }) {
  const facts: DnsFacts = {
    host: `www.${domain}`,
    answers: [],
    addresses: [],
    cnames: [],
    nameServers: [],
    mailHosts: (of.hosts ?? []).map((host) => ({ host, preference: 10, addresses: [] })),
    mailDomain: domain,
    caa: [],
    texts: [],
    unanswered: of.open ? ['MX'] : [],
  };
  return siteViewWith({ dns: saw(facts) }, { url: `https://www.${domain}/`, unit: { kind } });
}

describeRule(organMailSuffix, [
  [
    'proper-suffix',
    'for a system under .gov.cn',
    site('organ', 'example.gov.cn', { hosts: ['mail.example.gov.cn'] }),
  ],
  ['other-suffix', 'for a system under .com', site('organ', 'example.com', { hosts: ['mx.example.com'] })],
  [
    'rented',
    'for somebody else’s exchanger',
    site('organ', 'example.gov.cn', { hosts: ['mx.mail-service.example'] }),
  ],
  [
    'rented',
    'for a host that only ends alike',
    site('organ', 'example.gov.cn', { hosts: ['mx.otherexample.gov.cn'] }),
  ],
  ['no-mail', 'without a record', site('organ', 'example.gov.cn', {})],
  ['no-mail', 'for the record that refuses mail', site('organ', 'example.gov.cn', { hosts: ['.'] })],
  ['unanswered', 'where the look-up got no answer', site('organ', 'example.gov.cn', { open: true })],
]);

describeRule(institutionMailSuffix, [
  [
    'proper-suffix',
    'for a system under .edu.cn',
    site('institution', 'example.edu.cn', { hosts: ['mail.example.edu.cn'] }),
  ],
  [
    'other-suffix',
    'for a system under .com',
    site('institution', 'example.com', { hosts: ['mx.example.com'] }),
  ],
  [
    'rented',
    'for somebody else’s exchanger',
    site('institution', 'example.edu.cn', { hosts: ['mx.mail-service.example'] }),
  ],
  ['no-mail', 'without a record', site('institution', 'example.edu.cn', {})],
  ['unanswered', 'where the look-up got no answer', site('institution', 'example.edu.cn', { open: true })],
]);
