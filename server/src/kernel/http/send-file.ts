import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Answers with a file to be kept. @param file.name as a person reads it, in any script (RFC 6266, RFC 8187) */
export function sendFile(
  reply: FastifyReply,
  file: { readonly name: string; readonly mediaType: string; readonly bytes: string | Uint8Array | Readable },
): FastifyReply {
  const { name, mediaType, bytes } = file;
  return reply
    .header('content-type', mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(bytes instanceof Uint8Array ? Buffer.from(bytes) : bytes);
}
