import type { Printable } from '@zhengdun/contract';
import type { ErrorCode, ErrorFacts } from '../errors/index.ts';

type DatabaseErrorCode = ErrorCode & `database-${string}`;

/** A fault of the keeper that its clients turn into words: it travels over the control socket. */
export class KeeperError<Code extends DatabaseErrorCode = DatabaseErrorCode> extends Error {
  readonly code: Code;
  readonly facts: Readonly<Record<string, Printable>>;

  constructor(code: Code, facts: ErrorFacts<Code>) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}
