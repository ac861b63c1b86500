export { lookTls } from './look-tls.ts';
