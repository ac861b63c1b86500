export { type Certificate, readCertificate, readCertificates } from './certificate.ts';
export { revocationOf } from './revocation.ts';
export { verifySignature } from './signature.ts';
export { verifyCertificate } from './trust.ts';
