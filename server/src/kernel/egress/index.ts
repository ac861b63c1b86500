export { classifyAddress } from './addresses.ts';
export { dial, type Egress } from './dial.ts';
export { dialTls } from './dial-tls.ts';
export { DIAL_WORDS, DialError, type DialRefusal } from './dial-words.ts';
export type { DnsRecord, RecordType } from './dns-message.ts';
export {
  certificatesSchema,
  type EgressPolicy,
  networkSchema,
  normaliseHost,
  overrideFor,
  overrideSchema,
  resolverAddressSchema,
  STRICT_POLICY,
} from './policy.ts';
export { createResolver, type DnsAnswer, type Resolver } from './resolver.ts';
