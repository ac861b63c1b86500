import { LDAP_SECURITY_WORDS, NETWORK_IDENTITY_MODE_WORDS, type OutsideKind } from '@zhengdun/contract';
import type { NamedField } from '../../components/forms/named-fields.tsx';

const HTTPS = { wrong: 'provider.https.wrong' } as const;
const MARKS = {
  name: 'twoFactorMarks',
  of: 'list',
  label: 'provider.marks',
  hint: 'provider.marks.hint',
} as const;
const PEM = { wrong: 'provider.pem.wrong', lines: 6 } as const;
const PATH = { hint: 'provider.path.hint', wrong: 'provider.path.wrong' } as const;

/** The fields of each kind of provider, by the names of the contract. */
export const PROVIDER_FIELDS: Readonly<Record<OutsideKind, readonly NamedField[]>> = {
  oidc: [
    { name: 'issuer', label: 'provider.issuer', hint: 'provider.issuer.hint', ...HTTPS },
    { name: 'clientId', label: 'provider.clientId', hint: 'provider.clientId.hint' },
    {
      name: 'clientSecret',
      secret: true,
      label: 'provider.clientSecret',
      hint: 'provider.clientSecret.hint',
    },
    { name: 'scope', label: 'provider.scope', hint: 'provider.scope.hint', wrong: 'provider.scope.wrong' },
    MARKS,
  ],
  cas: [
    { name: 'url', label: 'provider.casUrl', hint: 'provider.casUrl.hint', ...HTTPS },
    { name: 'twoFactorAttribute', label: 'provider.marks.attribute', wrong: 'provider.attribute.wrong' },
    { ...MARKS, hint: 'provider.marks.hint.cas' },
  ],
  ldap: [
    { name: 'host', label: 'channels.host', hint: 'provider.host.hint' },
    { name: 'security', label: 'channels.security', words: LDAP_SECURITY_WORDS },
    {
      name: 'port',
      of: 'number',
      label: 'channels.port',
      hint: 'provider.port.hint',
      wrong: 'channels.port.wrong',
    },
    { name: 'bindDn', label: 'provider.bindDn', hint: 'provider.bindDn.hint' },
    { name: 'bindPassword', secret: true, label: 'provider.bindPassword' },
    { name: 'baseDn', label: 'provider.baseDn', hint: 'provider.baseDn.hint' },
    {
      name: 'filter',
      label: 'provider.filter',
      hint: 'provider.filter.hint',
      wrong: 'provider.filter.wrong',
    },
    {
      name: 'subjectAttribute',
      label: 'provider.subjectAttribute',
      hint: 'provider.subjectAttribute.hint',
      wrong: 'provider.attribute.wrong',
    },
  ],
  'network-identity': [
    { name: 'startUrl', label: 'provider.startUrl', hint: 'provider.startUrl.hint', ...HTTPS },
    { name: 'checkUrl', label: 'provider.checkUrl', ...HTTPS },
    { name: 'orgCode', label: 'provider.orgCode' },
    { name: 'appId', label: 'provider.appId' },
    { name: 'appName', label: 'provider.appName' },
    { name: 'mode', label: 'provider.mode', words: NETWORK_IDENTITY_MODE_WORDS },
    { name: 'authMode', label: 'provider.authMode', wrong: 'provider.authMode.wrong' },
    {
      name: 'header',
      label: 'channels.header',
      hint: 'channels.header.hint',
      wrong: 'channels.header.wrong',
    },
    { name: 'key', secret: true, label: 'channels.secret' },
    { name: 'resultField', label: 'provider.resultField', ...PATH },
    { name: 'passValue', label: 'provider.passValue' },
    { name: 'subjectField', label: 'provider.subjectField', ...PATH },
    { name: 'twoFactors', of: 'flag', label: 'provider.twoFactors', hint: 'provider.twoFactors.hint' },
  ],
  certificate: [
    { name: 'authority', label: 'provider.authority', hint: 'provider.authority.hint', ...PEM },
    { name: 'between', label: 'provider.between', hint: 'provider.between.hint', ...PEM },
    {
      name: 'listUrl',
      label: 'provider.listUrl',
      hint: 'provider.listUrl.hint',
      wrong: 'provider.listUrl.wrong',
    },
  ],
};
