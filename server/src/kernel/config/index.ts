export { describeMistake, describeSource } from './describe.ts';
export { type Config, ConfigError, type ConfigMistake, loadConfig, type Source } from './load.ts';
export { SETTINGS, type SettingName } from './settings.ts';
