export { describeMistake, describeSource } from './describe.ts';
export { type Config, ConfigError, loadConfig } from './load.ts';
export { SETTINGS, type SettingName } from './settings.ts';
