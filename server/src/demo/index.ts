export { CITY_PARTS, loadCity } from './load-city.ts';
export { PEOPLE } from './people.ts';
export { cityIsLoaded, claimCity, demoConfig, markLoaded } from './place.ts';
