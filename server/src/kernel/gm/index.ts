export { SM2_ID, type Sm2KeyPair, signSm2, sm2KeyPair, verifySm2 } from './sm2.ts';
export { sm3 } from './sm3.ts';
