import { z } from 'zod';
import { codeSchema } from './identity/identity.ts';

const words = z.object({ zh: z.string(), en: z.string() });

/** Where a setting's present value comes from. What stands before goes before. */
export const SETTING_SOURCE_WORDS = {
  environment: { zh: '环境变量', en: 'environment' },
  file: { zh: '配置文件', en: 'configuration file' },
  page: { zh: '页面', en: 'this page' },
  default: { zh: '默认', en: 'default' },
} as const;
export type SettingSource = keyof typeof SETTING_SOURCE_WORDS;
export const SETTING_SOURCES = Object.keys(SETTING_SOURCE_WORDS) as SettingSource[];

/** Topics of 设置, a page each. */
export const SETTING_TOPIC_WORDS = {
  security: { zh: '登录与访问', en: 'Signing in and access' },
  checks: { zh: '检测', en: 'Checks' },
  readings: { zh: '条文理解', en: 'Readings' },
  site: { zh: '本站标注', en: 'Marks of this site' },
  system: { zh: '运行', en: 'Running' },
} as const;
export type SettingTopic = keyof typeof SETTING_TOPIC_WORDS;
export const SETTING_TOPICS = Object.keys(SETTING_TOPIC_WORDS) as SettingTopic[];

export const settingViewSchema = z.object({
  /** as in the environment: `ZHENGDUN_IDLE_MINUTES` */
  name: z.string(),
  topic: z.enum(SETTING_TOPICS),
  help: words,
  /** as it is written; secrets are masked; empty when nothing is set */
  value: z.string(),
  default: z.string(),
  source: z.enum(SETTING_SOURCES),
  /** what may stand there, and an example */
  allowed: words,
  example: z.string(),
  editable: z.boolean(),
  /** changing it asks for the second factor once more */
  dangerous: z.boolean(),
  /** takes effect when the program is started again */
  restart: z.boolean(),
  changedAt: z.iso.datetime().optional(),
  changedBy: z.string().optional(),
});
export type SettingView = z.infer<typeof settingViewSchema>;

/** The two readings of a sentence, for the page. */
export const readingViewSchema = z.object({
  id: z.string(),
  position: z.string(),
  question: words,
  a: words,
  b: words,
  preset: z.enum(['a', 'b', 'unset']),
});

/** `GET /settings` */
export const settingsViewSchema = z.object({
  settings: z.array(settingViewSchema),
  readings: z.array(readingViewSchema),
  asOf: z.iso.datetime(),
});
export type SettingsView = z.infer<typeof settingsViewSchema>;

/** `POST /settings/:name`: an empty value gives the setting back to its default. */
export const settingChangeSchema = z.object({
  value: z.string().trim().max(4_096),
  code: codeSchema.optional(),
});
