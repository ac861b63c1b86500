import { z } from 'zod';
import type { LocalText } from '../local-text.ts';

/** What comes of verifying an identity certificate (Art. 7). */
export const CERTIFICATE_TRUST_WORDS = {
  trusted: { zh: '由已登记的签发机构签发，在有效期内', en: 'issued by a registered authority, and valid' },
  test: {
    zh: '测试证书，无效',
    en: 'a certificate for tests, without effect',
  },
  'no-roots': {
    zh: '本系统没有登记签发机构的根证书，签名未核验。请系统管理员设定 ZHENGDUN_IDENTITY_ROOTS',
    en: 'not verified: no root of an issuing authority is set. Have the system administrator set ZHENGDUN_IDENTITY_ROOTS',
  },
  'not-yet-valid': { zh: '有效期尚未开始', en: 'not valid yet' },
  expired: { zh: '已过有效期', en: 'expired' },
  'unknown-issuer': {
    zh: '不是已登记的签发机构签发的，请向机构编制部门核实',
    en: 'not issued by a registered authority; ask the establishment authority',
  },
  'wrong-signature': {
    zh: '签名不符，内容可能被改动，请向机构编制部门核实',
    en: 'its signature is wrong, it may have been altered; ask the establishment authority',
  },
} as const satisfies Record<string, LocalText>;
export type CertificateTrust = keyof typeof CERTIFICATE_TRUST_WORDS;

/** `POST /certificates/read`: a certificate in PEM, with those between where the file has them, or DER in base64. */
export const certificateFileSchema = z.object({ text: z.string().min(1).max(400_000) });
export const certificateViewSchema = z.object({
  holder: z.string(),
  issuer: z.string(),
  /** hex */
  serialNumber: z.string(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date(),
  algorithm: z.enum(['SM2', 'RSA', 'EC']),
  trust: z.enum(Object.keys(CERTIFICATE_TRUST_WORDS) as [CertificateTrust, ...CertificateTrust[]]),
});
export type CertificateView = z.infer<typeof certificateViewSchema>;
