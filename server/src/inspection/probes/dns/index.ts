export { MAINLAND_SUBNETS } from './client-subnets.ts';
export { type DnsTarget, lookDns } from './look-dns.ts';
export { mailDomainOf } from './mail-domain.ts';
