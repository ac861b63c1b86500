export { MAINLAND_SUBNETS } from './client-subnets.ts';
export { lookDns } from './look-dns.ts';
