export { type AddressKind, classifyAddress, mayReach } from './addresses.ts';
export { type Dialled, type DialOptions, dial, type Egress } from './dial.ts';
export { type DialledTls, type DialTlsOptions, dialTls } from './dial-tls.ts';
export { DIAL_WORDS, type DialCode, DialError, type DialRefusal } from './dial-words.ts';
export type { DnsRecord, RecordType } from './dns-message.ts';
export {
  certificatesSchema,
  type EgressPolicy,
  type HostOverride,
  networkSchema,
  normaliseHost,
  overrideFor,
  overrideSchema,
  resolverAddressSchema,
  STRICT_POLICY,
} from './policy.ts';
export { isWebPort } from './ports.ts';
export {
  createResolver,
  type DnsAnswer,
  type DnsStatus,
  type HostAddresses,
  type QueryOptions,
  type Resolver,
  type ResolverOptions,
} from './resolver.ts';
