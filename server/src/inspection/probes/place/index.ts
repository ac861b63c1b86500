export { CONTENT_NETWORKS, type ContentNetwork, contentNetworkOf } from './cdn.ts';
export { lookPlace, type PlacedHost } from './look-place.ts';
export { openPlaceData, type PlaceData, type PlaceSource } from './place-data.ts';
