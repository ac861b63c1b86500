export { readCertificate } from './certificate-facts.ts';
export { lookTls, type TlsTarget } from './look-tls.ts';
