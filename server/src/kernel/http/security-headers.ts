import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Exposure } from './exposure.ts';

/** Answers that are no page need nothing. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Sets the headers that bound what a browser does with our answers. A page replaces the policy by `pagePolicy`. */
export function setSecurityHeaders(http: FastifyInstance, exposure?: Exposure): void {
  // A browser that was told so refuses our own certificate, which it does not trust, for ever.
  const insist =
    exposure && !exposure.isSelfSigned ? { 'strict-transport-security': 'max-age=31536000' } : {};
  http.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy': NOTHING,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      ...insist,
    });
  });
}

/** A nonce for one answer: 128 random bits. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** The policy of a page of the console: own files, and what carries the nonce. Nothing inline, nothing from elsewhere. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
