import { OSCAL_NAMESPACE } from '@zhengdun/rulebook';

/** The part of OSCAL's assessment-results model that we write. Names are those of OSCAL. */
export interface OscalAssessmentResults {
  readonly 'assessment-results': {
    readonly uuid: string;
    readonly metadata: {
      readonly title: string;
      readonly 'last-modified': string;
      readonly version: string;
      readonly 'oscal-version': string;
      readonly props: readonly OscalProperty[];
      readonly remarks: string;
    };
    readonly 'import-ap': { readonly href: string; readonly remarks: string };
    readonly results: readonly OscalResult[];
    readonly 'back-matter': { readonly resources: readonly OscalResource[] };
  };
}

export interface OscalResult {
  readonly uuid: string;
  readonly title: string;
  readonly description: string;
  readonly start: string;
  readonly end: string;
  readonly props: readonly OscalProperty[];
  readonly 'local-definitions': { readonly components: readonly OscalComponent[] };
  readonly 'reviewed-controls': {
    readonly description: string;
    readonly 'control-selections': readonly {
      readonly 'include-controls': readonly { readonly 'control-id': string }[];
    }[];
  };
  readonly observations?: readonly OscalObservation[];
  readonly findings?: readonly OscalFinding[];
  readonly remarks: string;
}

export interface OscalComponent {
  readonly uuid: string;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly props?: readonly OscalProperty[];
  readonly status: { readonly state: string };
}

export interface OscalObservation {
  readonly uuid: string;
  readonly title: string;
  readonly description: string;
  readonly props: readonly OscalProperty[];
  readonly methods: readonly string[];
  readonly types: readonly string[];
  readonly origins: readonly {
    readonly actors: readonly { readonly type: string; readonly 'actor-uuid': string }[];
  }[];
  readonly subjects: readonly { readonly 'subject-uuid': string; readonly type: string }[];
  readonly 'relevant-evidence'?: readonly OscalEvidence[];
  readonly collected: string;
  readonly remarks?: string;
}

export interface OscalEvidence {
  readonly href?: string;
  readonly description: string;
  readonly props?: readonly OscalProperty[];
}

export interface OscalFinding {
  readonly uuid: string;
  readonly title: string;
  readonly description: string;
  readonly props: readonly OscalProperty[];
  readonly target: {
    readonly type: 'statement-id';
    readonly 'target-id': string;
    readonly status: { readonly state: 'satisfied' | 'not-satisfied'; readonly reason: 'pass' | 'fail' };
  };
  readonly 'related-observations': readonly { readonly 'observation-uuid': string }[];
}

export interface OscalProperty {
  readonly name: string;
  readonly ns: string;
  readonly value: string;
}

export interface OscalResource {
  readonly uuid: string;
  readonly title: string;
  readonly description: string;
  readonly props: readonly OscalProperty[];
  readonly rlinks?: readonly {
    readonly href: string;
    readonly 'media-type'?: string;
    readonly hashes: readonly { readonly algorithm: string; readonly value: string }[];
  }[];
}

/** A property of ours; none where there is no value, because OSCAL allows no empty one. */
export function property(name: string, value: string | number | undefined): OscalProperty[] {
  const text = String(value ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text === '' ? [] : [{ name, ns: OSCAL_NAMESPACE, value: text }];
}

const MARKDOWN = /[\\`*_{}<>[\]#&|~!]/g;

/** OSCAL's prose is Markdown: what a page says stays text. One line, never empty. */
export function prose(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.replaceAll(MARKDOWN, (sign) => `\\${sign}`) || '-';
}
