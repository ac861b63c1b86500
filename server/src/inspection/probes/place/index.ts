export { contentNetworkOf } from './cdn.ts';
export { lookPlace } from './look-place.ts';
export { openPlaceData, type PlaceData } from './place-data.ts';
