import type { ErrorAnswer, Lang } from '@zhengdun/contract';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { isPassing } from '../database/index.ts';
import { ERRORS, HouseError } from '../errors/index.ts';
import { fieldMistakes } from './field-mistakes.ts';

export const BODY_LIMIT = 1024 * 1024;

/** Answers errors from the registry only: nothing of what went wrong inside leaves the server but a number. */
export function answerErrors(http: FastifyInstance): void {
  http.setErrorHandler(async (error: FastifyError, request, reply) => {
    const known = toHouseError(error, request);
    const status = ERRORS[known.code].status;
    if (status >= 500) {
      request.log.error({ incident: request.id, code: known.code, error }, 'a request could not be answered');
    }
    const wait = waitOf(known);
    if (wait !== undefined) reply.header('retry-after', wait);
    const answer: ErrorAnswer = {
      error: {
        code: known.code,
        message: known.words(languageOf(request)),
        ...(status >= 500 ? { incident: request.id } : {}),
        ...(hasZodFastifySchemaValidationErrors(error)
          ? { fields: fieldMistakes(error, languageOf(request)) }
          : {}),
      },
    };
    return reply.code(status).type('application/json').send(JSON.stringify(answer));
  });
}

/** Seconds after which it may be tried again; undefined where waiting does not help. */
function waitOf({ code, facts }: HouseError): number | undefined {
  if (code === 'too-many-requests') return Number(facts.seconds);
  return code === 'too-many-attempts' ? Number(facts.minutes) * 60 : undefined;
}

function toHouseError(error: FastifyError, request: FastifyRequest): HouseError {
  if (error instanceof HouseError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = fieldMistakes(error, languageOf(request)).map((field) => field.path);
    return new HouseError('input-invalid', { fields: fields.join(', ') });
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new HouseError('input-too-large', { limit: request.routeOptions.bodyLimit ?? BODY_LIMIT });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new HouseError('media-type-refused', {});
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new HouseError('input-unreadable', {});
    default:
      return new HouseError(isPassing(error) ? 'database-down' : 'internal', {
        incident: request.id,
      });
  }
}

/** What the address asks for (`?lang=en`, as links to files have it); else Chinese, unless the browser asks for English first. */
export function languageOf(request: FastifyRequest): Lang {
  const asked = /[?&]lang=(zh|en)(?:&|$)/.exec(request.url)?.[1] as Lang | undefined;
  if (asked) return asked;
  const first = request.headers['accept-language']?.split(',')[0]?.trim().toLowerCase() ?? '';
  return first.startsWith('en') ? 'en' : 'zh';
}
