import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { open as openMaxmind, type Response } from 'maxmind';
import { z } from 'zod';
import type { PlaceAnswer } from '../../observation.ts';

/** What one source says of one address. `region` is the source's own wording. */
export interface PlaceStatement {
  readonly place: PlaceAnswer;
  readonly region?: string;
}

export interface PlaceSource {
  readonly name: string;
  /** version of the package that carries the data */
  readonly edition: string;
  /** @param address a plain IPv4 or IPv6 address */
  lookUp(address: string): PlaceStatement;
}

/** Sources that know nothing of each other: one from the registries' books, one from measurements in China. */
export type PlaceData = readonly [PlaceSource, PlaceSource];

const GEO_WHOIS = '@ip-location-db/geo-whois-asn-country-mmdb';
const require = createRequire(import.meta.url);
// A CommonJS module with a `default` inside: Node and vitest disagree on what importing it gives.
const { default: Ip2Region }: typeof import('ip2region') = require('ip2region');

/**
 * Opens both sources; about 20 MB stay in memory, a look-up takes microseconds.
 * geo-whois-asn-country holds data of the NRO (nro.net, CC BY 4.0), which wants to be named.
 *
 * @throws when a data file is missing or broken, which is a fault of the installation
 */
export async function openPlaceData(): Promise<PlaceData> {
  const countries = await openMaxmind<CountryRow>(require.resolve(`${GEO_WHOIS}/geo-whois-asn-country.mmdb`));
  const regions = new Ip2Region();
  return [
    {
      name: 'geo-whois-asn-country (NRO)',
      edition: versionOf(GEO_WHOIS),
      lookUp: (address) => readCountry(countries.get(address)?.country_code),
    },
    {
      name: 'ip2region',
      edition: versionOf('ip2region'),
      lookUp: (address) => readRegion(regions.search(address)),
    },
  ];
}

type CountryRow = Response & { readonly country_code?: string };

const PLACE_OF_CODE: Readonly<Record<string, PlaceAnswer>> = {
  CN: 'mainland',
  HK: 'hong-kong',
  MO: 'macau',
  TW: 'taiwan',
};

/** @param code ISO 3166-1 alpha-2 */
export function readCountry(code: string | undefined): PlaceStatement {
  if (!code || !/^[A-Z]{2}$/.test(code)) return { place: 'unknown' };
  return { place: PLACE_OF_CODE[code] ?? 'abroad', region: code };
}

interface Ip2RegionRow {
  readonly country: string;
  readonly province: string;
  readonly city: string;
  readonly isp: string;
}

/** Networks that exist in the mainland only, as ip2region writes their operators. */
const MAINLAND_OPERATORS = /中国电信|中国联通|中国移动|中国广电|教育网|CERNET|科技网/;

/**
 * Reads a row of ip2region. Hong Kong, Macau and Taiwan stand there under 中国, told apart by the province; a row
 * under 中国 without a province may be any of them, unless its operator works in the mainland only.
 */
export function readRegion(row: Ip2RegionRow | null): PlaceStatement {
  if (!row?.country || row.country === '保留') return { place: 'unknown' };
  const region = [...new Set([row.country, row.province, row.city, row.isp])].filter(Boolean).join(' ');
  if (row.country !== '中国') return { place: 'abroad', region };
  if (row.province.startsWith('香港')) return { place: 'hong-kong', region };
  if (row.province.startsWith('澳门')) return { place: 'macau', region };
  if (row.province.startsWith('台湾')) return { place: 'taiwan', region };
  const known = row.province !== '' || MAINLAND_OPERATORS.test(row.isp);
  return { place: known ? 'mainland' : 'unknown', region };
}

function versionOf(packageName: string): string {
  const text = readFileSync(require.resolve(`${packageName}/package.json`), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
