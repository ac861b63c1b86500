export { type LiveSettings, openLiveSettings } from './live-settings.ts';
export { addSettingRoutes } from './routes.ts';
