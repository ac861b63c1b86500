import { fillTemplate, type Lang, type Placeholders, type Printable } from '@zhengdun/contract';
import { ACCESS_ERRORS } from './access.ts';
import { AUDITING_ERRORS } from './auditing.ts';
import { CALENDAR_ERRORS } from './calendar.ts';
import { CLOSING_ERRORS } from './closing.ts';
import { DATABASE_ERRORS } from './database.ts';
import type { ErrorEntry } from './entry.ts';
import { HTTP_ERRORS } from './http.ts';
import { INSPECTION_ERRORS } from './inspection.ts';
import { LEDGER_ERRORS } from './ledger.ts';
import { LINK_ERRORS } from './links.ts';
import { LOG_ERRORS } from './logs.ts';
import { MESSAGE_ERRORS } from './messages.ts';
import { OPENING_ERRORS } from './opening.ts';
import { OUTSIDE_ERRORS } from './outside.ts';
import { PAPER_ERRORS } from './papers.ts';
import { PROGRAM_ERRORS } from './program.ts';
import { PUBLICATION_ERRORS } from './publication.ts';
import { REGISTRY_ERRORS } from './registry.ts';
import { RULEBOOK_ERRORS } from './rulebook.ts';
import { SCREENING_ERRORS } from './screening.ts';
import { SETTING_ERRORS } from './settings.ts';
import { SUPERVISION_ERRORS } from './supervision.ts';
import { WATCH_ERRORS } from './watch.ts';

/** Exit codes of the program (console.md §3); a command may use more and says so in its help. */
export const EXIT = { ok: 0, needed: 1, usage: 64, fault: 70, interrupted: 130 } as const;

export type { ErrorEntry } from './entry.ts';

/** Every error of the house by its code. The files beside this one hold them by subject. */
export const ERRORS = {
  ...PROGRAM_ERRORS,
  ...HTTP_ERRORS,
  ...ACCESS_ERRORS,
  ...OUTSIDE_ERRORS,
  ...AUDITING_ERRORS,
  ...DATABASE_ERRORS,
  ...INSPECTION_ERRORS,
  ...REGISTRY_ERRORS,
  ...OPENING_ERRORS,
  ...CLOSING_ERRORS,
  ...RULEBOOK_ERRORS,
  ...LEDGER_ERRORS,
  ...LINK_ERRORS,
  ...LOG_ERRORS,
  ...SUPERVISION_ERRORS,
  ...PAPER_ERRORS,
  ...SCREENING_ERRORS,
  ...SETTING_ERRORS,
  ...WATCH_ERRORS,
  ...CALENDAR_ERRORS,
  ...MESSAGE_ERRORS,
  ...PUBLICATION_ERRORS,
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** The facts that the words of a code print. */
export type ErrorFacts<Code extends ErrorCode> = Readonly<
  Record<Placeholders<(typeof ERRORS)[Code]['words']['zh' | 'en']>, Printable>
>;

/** An error that the house knows: a fault of the surroundings or of the user, with words and a cure. No bug. */
export class HouseError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly facts: Readonly<Record<string, Printable>>;

  /** The compiler asks for exactly the facts that the words of the code print. */
  constructor(code: Code, facts: ErrorFacts<Code>, options?: ErrorOptions) {
    super(code, options);
    this.name = 'HouseError';
    this.code = code;
    this.facts = facts;
  }

  /** What the user reads. */
  words(lang: Lang): string {
    return fillTemplate(ERRORS[this.code].words[lang], this.facts, lang);
  }
}
