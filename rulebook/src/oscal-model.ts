import { createHash } from 'node:crypto';

/** The version of NIST's Open Security Controls Assessment Language that our exports follow. */
export const OSCAL_VERSION = '1.2.1';

const NAMESPACE_UUID = 'ba4cde87-d186-4971-befa-e734d527efef';

/** Marks properties and parts that are ours and not of OSCAL itself. */
export const OSCAL_NAMESPACE = `urn:uuid:${NAMESPACE_UUID}`;

/** Where the property `method` of an assessment method is defined. */
export const RMF_NAMESPACE = 'http://csrc.nist.gov/ns/rmf';

/** A version 5 UUID (RFC 9562) below our namespace: the same name gives the same UUID, on every machine. */
export function oscalUuid(name: string): string {
  const namespace = Buffer.from(NAMESPACE_UUID.replaceAll('-', ''), 'hex');
  const digest = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The part of the catalog model that we write. Names are those of OSCAL. */
export interface OscalCatalog {
  readonly catalog: {
    readonly uuid: string;
    readonly metadata: OscalMetadata;
    readonly groups: readonly OscalGroup[];
    readonly 'back-matter': { readonly resources: readonly OscalResource[] };
  };
}

export interface OscalMetadata {
  readonly title: string;
  readonly 'last-modified': string;
  readonly version: string;
  readonly 'oscal-version': string;
  readonly props: readonly OscalProperty[];
  readonly remarks: string;
}

export interface OscalGroup {
  readonly id: string;
  readonly class: string;
  readonly title: string;
  readonly parts?: readonly OscalPart[];
  readonly groups?: readonly OscalGroup[];
  readonly controls?: readonly OscalControl[];
}

export interface OscalControl {
  readonly id: string;
  readonly class: string;
  readonly title: string;
  readonly params?: readonly OscalParameter[];
  readonly props: readonly OscalProperty[];
  readonly links?: readonly OscalLink[];
  readonly parts: readonly OscalPart[];
}

export interface OscalParameter {
  readonly id: string;
  readonly props: readonly OscalProperty[];
  readonly links: readonly OscalLink[];
  readonly label: string;
  readonly values: readonly string[];
}

export interface OscalProperty {
  readonly name: string;
  readonly ns?: string;
  readonly value: string;
  readonly remarks?: string;
}

export interface OscalLink {
  readonly href: string;
  readonly rel: string;
}

export interface OscalPart {
  readonly id?: string;
  readonly name: string;
  readonly ns?: string;
  readonly title?: string;
  readonly props?: readonly OscalProperty[];
  readonly prose?: string;
  readonly parts?: readonly OscalPart[];
}

export interface OscalResource {
  readonly uuid: string;
  readonly title: string;
  readonly description: string;
  readonly props: readonly OscalProperty[];
  readonly citation: { readonly text: string };
}
