import fastifySwagger from '@fastify/swagger';
import { type LocalText, PERMISSION_WORDS, type PermissionName } from '@zhengdun/contract';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Http } from './http-type.ts';
import type { Permission } from './permissions.ts';

/** What each route is for, by `METHOD /path`. */
export type RouteWords = Readonly<Record<string, LocalText>>;

/** Who may call a route, in words. */
const GENERAL_WORDS: Readonly<Record<Exclude<Permission, PermissionName>, LocalText>> = {
  loopback: { zh: '本机使用者', en: 'whoever sits at this machine' },
  public: { zh: '任何人', en: 'everybody' },
  'signing-in': { zh: '登录过程中', en: 'while signing in' },
  'signed-in': { zh: '已登录', en: 'whoever is signed in' },
  'in-person': { zh: '本人登录（不能用令牌）', en: 'a person who is signed in (no token)' },
};

/**
 * Describes every route for /openapi.json: what it is for in both languages, and who may call it.
 *
 * @param words where given, the server does not start while a route has none, or a word has no route
 */
export async function describeRoutes(http: Http, version: string, words?: RouteWords): Promise<void> {
  await http.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '政盾 Zhengdun', version },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform(about) {
      const { schema, url } = jsonSchemaTransform(about);
      const { permission, account } = about.route.config ?? {};
      const method = String(about.route.method);
      const described = {
        ...(schema as object),
        ...wordsOf(words, method, url),
        tags: [/^\/api\/([^/]+)/.exec(url)?.[1] ?? 'general'],
        ...(permission && {
          'x-permission': { name: account ?? permission, ...permissionWords(account ?? permission) },
        }),
      };
      return { schema: described, url };
    },
  });
  if (words) demandWords(http, words);
}

function wordsOf(words: RouteWords | undefined, method: string, url: string): object {
  const own = words?.[`${method} ${url}`];
  return own ? { summary: own.zh, description: own.en } : {};
}

function permissionWords(permission: Permission): LocalText {
  return permission in GENERAL_WORDS
    ? GENERAL_WORDS[permission as keyof typeof GENERAL_WORDS]
    : PERMISSION_WORDS[permission as PermissionName];
}

/** All that is missing is told at once. */
function demandWords(http: Http, words: RouteWords): void {
  const routes = new Set<string>();
  http.addHook('onRoute', ({ method, url, schema }) => {
    if (schema?.hide) return;
    for (const each of [method].flat()) if (each !== 'HEAD') routes.add(`${each} ${url}`);
  });
  http.addHook('onReady', async () => {
    const missing = [...routes].filter((route) => !(route in words));
    const left = Object.keys(words).filter((route) => !routes.has(route));
    if (missing.length > 0) throw new Error(`routes without words: ${missing.join(', ')}`);
    if (left.length > 0) throw new Error(`words of routes that are not there: ${left.join(', ')}`);
  });
}
