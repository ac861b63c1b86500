export { describeMistake, describeSource } from './describe.ts';
export { type Config, ConfigError, loadConfig } from './load.ts';
export {
  collectorName,
  type LogBackup,
  type LogEndpoint,
  type LogFiles,
  type LogScheme,
  type LogStamps,
  logEndpoint,
  logFiles,
  type StorePlace,
  storePlace,
} from './log-places.ts';
export { SETTINGS, type SettingName } from './settings.ts';
