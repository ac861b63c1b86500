export { SM2_ID, type Sm2KeyPair, signSm2, sm2KeyPair, verifySm2 } from './sm2.ts';
export {
  readSm2Certificate,
  type Sm2Certificate,
  verifySm2Certificate,
} from './sm2-certificate.ts';
export { sm3 } from './sm3.ts';
