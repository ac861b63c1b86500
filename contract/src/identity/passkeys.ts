import { z } from 'zod';

/** Bytes in base64url without padding, as WebAuthn writes them in JSON. */
const bytesSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(16_000);
const challengeSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const transportsSchema = z.array(z.string().regex(/^[a-z-]{1,20}$/)).max(10);
const keySchema = z.object({ id: bytesSchema, transports: transportsSchema });

/** So many a person. */
export const PASSKEYS_MOST = 10;

/** What a browser needs to make a passkey. `POST /me/passkeys/offer`, `POST /me/factor/passkey/offer` */
export const passkeyOfferSchema = z.object({
  challenge: challengeSchema,
  /** host name that the key will be for */
  rpId: z.string(),
  user: z.object({ id: bytesSchema, name: z.string(), displayName: z.string() }),
  /** keys that the person has already */
  exclude: z.array(keySchema),
});
export type PasskeyOffer = z.infer<typeof passkeyOfferSchema>;

/** What a browser needs to have a passkey shown. `POST …/question` */
export const passkeyQuestionSchema = z.object({
  challenge: challengeSchema,
  rpId: z.string(),
  /** empty: whichever the browser knows for this host */
  allow: z.array(keySchema),
  /** whether PIN, fingerprint or face is demanded: the key alone is then two factors */
  verified: z.boolean(),
});
export type PasskeyQuestion = z.infer<typeof passkeyQuestionSchema>;

/** A passkey that was made. */
export const madePasskeySchema = z.object({
  id: bytesSchema,
  clientDataJSON: bytesSchema,
  attestationObject: bytesSchema,
  transports: transportsSchema,
  name: z.string().trim().min(1).max(60),
});
export type MadePasskey = z.infer<typeof madePasskeySchema>;

/** A passkey that was shown. */
export const shownPasskeySchema = z.object({
  id: bytesSchema,
  clientDataJSON: bytesSchema,
  authenticatorData: bytesSchema,
  signature: bytesSchema,
  userHandle: bytesSchema.optional(),
});
export type ShownPasskey = z.infer<typeof shownPasskeySchema>;

/** A passkey in the list of one's own. */
export const passkeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  rpId: z.string(),
  madeAt: z.iso.datetime(),
  lastAt: z.iso.datetime().optional(),
});
export type Passkey = z.infer<typeof passkeySchema>;

/** `POST /me/confirm`: stands for a code once, within minutes, in this session. */
export const codeInsteadSchema = z.object({ code: z.string() });
