export { describeMistake, describeSource } from './describe.ts';
export { type Config, ConfigError, loadConfig } from './load.ts';
export {
  type LogEndpoint,
  type LogFiles,
  type LogScheme,
  logEndpoint,
  logFiles,
} from './log-places.ts';
export { SETTINGS, type SettingName } from './settings.ts';
