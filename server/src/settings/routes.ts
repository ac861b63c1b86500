import { settingChangeSchema, settingsViewSchema } from '@zhengdun/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Config } from '../kernel/config/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { actorOf, callerOf, type Http } from '../kernel/http/index.ts';
import { changeSetting, demandEditable } from './change-setting.ts';
import type { LiveSettings } from './live-settings.ts';
import { readSettings } from './read-settings.ts';
import { PAGE_SETTINGS } from './setting.ts';

export interface SettingTools {
  readonly db: Database;
  /** of environment and file */
  readonly config: Config;
  readonly live: LiveSettings;
  /** asks for the second factor once more */
  confirm(asked: { request: FastifyRequest; reply: FastifyReply }, code: string): Promise<void>;
}

/** Routes of 设置. */
export function addSettingRoutes(http: Http, tools: SettingTools): void {
  const config = { permission: 'setting.manage' } as const;
  const response = { 200: settingsViewSchema };

  http.get('/api/settings', { config, schema: { response } }, async (request) =>
    readSettings(tools, actorOf(request)),
  );

  http.post(
    '/api/settings/:name',
    {
      config,
      schema: { params: z.object({ name: z.string().max(60) }), body: settingChangeSchema, response },
    },
    async (request, reply) => {
      const { value, code = '' } = request.body;
      const name = demandEditable(tools.config, callerOf(request), request.params.name);
      if (PAGE_SETTINGS[name].dangerous) await tools.confirm({ request, reply }, code);
      await changeSetting(tools.db, callerOf(request), { name, value });
      await tools.live.refresh();
      return readSettings(tools, actorOf(request));
    },
  );
}
