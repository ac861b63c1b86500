export { CITY_PARTS, loadCity, type RunPart } from './load-city.ts';
export { PEOPLE } from './people.ts';
export { cityIsLoaded, claimCity, demoConfig, markLoaded } from './place.ts';
