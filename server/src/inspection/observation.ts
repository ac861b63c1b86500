import type { CommonCode, Evidence, LocalText } from '@zhengdun/contract';

/**
 * What a probe brings back: typed facts and evidence, never a judgement.
 * `blocked`: the network or the site prevented the look. `no-means`: this machine cannot look.
 * `left-out`: nobody asked for it this time. A rule turns all three into 无法判定.
 */
export type Observation<Facts> =
  | {
      readonly outcome: 'seen';
      readonly at: string;
      readonly ms: number;
      readonly facts: Facts;
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly outcome: 'blocked' | 'no-means' | 'left-out';
      readonly at: string;
      readonly ms: number;
      readonly detail: LocalText;
      readonly cause?: UnseenCause;
    };

/**
 * Why nothing was seen, where the way to settle it follows from that: each is a result of its own in the table of
 * words. Without one the outcome alone decides.
 */
export type UnseenCause = Extract<
  CommonCode,
  'saved-page' | 'name-unresolved' | 'own-network' | 'address-refused'
>;

/** Names and addresses of a host, as several resolvers see them. */
export interface DnsFacts {
  /** host in ASCII (punycode) form */
  readonly host: string;
  readonly answers: readonly ResolverAnswer[];
  /** union of all addresses, IPv4 and IPv6 */
  readonly addresses: readonly string[];
  /** names passed on the way to the addresses, in order, without the host itself */
  readonly cnames: readonly string[];
  /** the zone in which NS records were found, e.g. `example.gov.cn` */
  readonly zone?: string;
  readonly nameServers: readonly string[];
  /** mail exchangers of the registrable domain, by preference */
  readonly mailHosts: readonly {
    readonly host: string;
    readonly preference: number;
    readonly addresses: readonly string[];
  }[];
  readonly mailDomain: string;
  readonly caa: readonly { readonly tag: string; readonly value: string }[];
  /** TXT records of the mail domain, each cut to 300 characters */
  readonly texts: readonly string[];
  /** record types to which no answer came: their emptiness says nothing */
  readonly unanswered: readonly ('NS' | 'MX' | 'CAA' | 'TXT')[];
}

export interface ResolverAnswer {
  /** address of the resolver, `system`, or `override` where the address was given by `--resolve` */
  readonly resolver: string;
  /** EDNS client subnet that was sent, e.g. `202.106.0.0/24` */
  readonly clientSubnet?: string;
  readonly status: 'answered' | 'no-such-name' | 'no-address' | 'failed' | 'timeout';
  readonly addresses: readonly string[];
  readonly cnames: readonly string[];
  readonly ms: number;
}

export const TLS_VERSIONS = ['SSLv3', 'TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type TlsVersion = (typeof TLS_VERSIONS)[number];

/** What the server does with an offer. `unclear`: no answer, or one that is no handshake. */
export type OfferAnswer = 'accepted' | 'refused' | 'unclear';

/** Handshakes with port 443 of the host. */
export interface TlsFacts {
  readonly host: string;
  readonly port: number;
  readonly address: string;
  /** the handshake that a current client makes; null where none succeeds */
  readonly handshake: {
    readonly version: string;
    readonly cipher: string;
    readonly alpn: string | null;
  } | null;
  readonly versions: Readonly<Record<TlsVersion, OfferAnswer>>;
  /** IANA names of accepted suites that are broken: NULL, EXPORT, RC4, DES, 3DES, anonymous */
  readonly weakCiphers: readonly string[];
  /** GB/T 38636-2020 (record version 0x0101) */
  readonly tlcp: {
    readonly answer: OfferAnswer;
    readonly cipher?: string;
    /** signature certificate, encryption certificate, then their issuers, as sent */
    readonly chain?: readonly CertificateFacts[];
  };
  /** suites of RFC 8998 over TLS 1.3 */
  readonly rfc8998: { readonly answer: OfferAnswer; readonly cipher?: string };
  /** leaf first, as sent by the server */
  readonly chain: readonly CertificateFacts[];
  readonly trust: {
    readonly trusted: boolean /** OpenSSL's code, e.g. CERT_HAS_EXPIRED */;
    readonly code?: string;
  };
  readonly nameMatches: boolean;
}

export interface CertificateFacts {
  readonly subject: string;
  readonly subjectOrganisation?: string;
  readonly issuer: string;
  readonly issuerOrganisation?: string;
  readonly issuerCountry?: string;
  /** ISO times */
  readonly notBefore: string;
  readonly notAfter: string;
  /** DNS names of the subject alternative name extension */
  readonly names: readonly string[];
  /** e.g. `RSA 2048`, `EC P-256`, `SM2` */
  readonly key: string;
  readonly signatureAlgorithm: string;
  /** SHA-256 of the DER form, lower-case hex */
  readonly sha256: string;
  readonly selfSigned: boolean;
}

/** Mainland or not. Hong Kong, Macau and Taiwan are 境外 in the sense of Art. 19, 23 and 28. */
export type PlaceAnswer = 'mainland' | 'hong-kong' | 'macau' | 'taiwan' | 'abroad' | 'unknown';

export interface PlaceFacts {
  readonly addresses: readonly AddressPlace[];
  /** data sources with their editions */
  readonly sources: readonly { readonly name: string; readonly edition: string }[];
}

export interface AddressPlace {
  readonly address: string;
  /** hosts that resolve to it, and what they are to the site */
  readonly hosts: readonly { readonly host: string; readonly role: 'site' | 'third-party' | 'mail' }[];
  readonly answers: readonly {
    readonly source: string;
    readonly place: PlaceAnswer;
    readonly region?: string;
  }[];
  /** two sources must agree; otherwise `disagree` */
  readonly conclusion: 'mainland' | 'outside' | 'disagree' | 'unknown' | 'not-public';
}
