export { type LiveSettings, openLiveSettings } from './live-settings.ts';
export { addSettingRoutes, type SettingTools } from './routes.ts';
