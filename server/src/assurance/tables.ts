import type { DocumentKind, ExceptionKind, ExpiryKind, PaperClaim } from '@zhengdun/contract';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Belonging } from '../kernel/tenancy/index.ts';

/** What a document is kept for, and so who may read it. */
export type DocumentPurpose = 'paper' | 'publication';

interface DocumentTable extends Belonging {
  id: string;
  purpose: ColumnType<DocumentPurpose, DocumentPurpose | undefined, never>;
  name: string;
  kind: DocumentKind;
  bytes: number;
  sha256: string;
  sm3: string;
  sealed_sha256: string;
  /** null: the program has fetched it */
  kept_by: string | null;
  kept_at: Generated<Date>;
}

interface DestructionTable {
  document_id: string;
  order_number: string;
  approver: string;
  /** null: the program */
  destroyed_by: string | null;
  destroyed_at: Generated<Date>;
}

interface PaperTable extends Belonging {
  id: string;
  application_id: string | null;
  obligation: string;
  created_at: Generated<Date>;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
  withdrawn_for: string | null;
}

interface PaperVersionTable {
  paper_id: string;
  version: number;
  claim: PaperClaim;
  statement: string;
  issuer: string;
  issued_on: string;
  expires_on: string | null;
  written_by: string;
  written_at: Generated<Date>;
  signed_by: string | null;
  signed_at: Date | null;
}

interface ExceptionTable extends Belonging {
  id: string;
  application_id: string;
  obligation: string;
  kind: ExceptionKind;
  ground: string;
  starts_on: string;
  ends_on: string;
  asked_by: string;
  asked_at: Generated<Date>;
  decision: 'approved' | 'refused' | null;
  decided_by: string | null;
  decided_at: Date | null;
  ended_by: string | null;
  ended_at: Date | null;
}

interface ExpiryView extends Belonging {
  kind: ExpiryKind;
  id: string;
  application_id: string | null;
  /** obligation, kind of filing, host or role */
  subject: string;
  expires_on: string;
}

declare module '../kernel/database/tables.ts' {
  interface Tables {
    assurance_document: DocumentTable;
    assurance_document_key: { document_id: string; wrapped: Buffer };
    assurance_destruction: DestructionTable;
    assurance_paper: PaperTable;
    assurance_paper_version: PaperVersionTable;
    assurance_paper_document: { paper_id: string; version: number; document_id: string };
    assurance_exception: ExceptionTable;
    assurance_expiry: ExpiryView;
  }
}

export type DocumentRow = Selectable<DocumentTable>;
export type DestructionRow = Selectable<DestructionTable>;
export type PaperRow = Selectable<PaperTable>;
export type PaperVersionRow = Selectable<PaperVersionTable>;
export type ExceptionRow = Selectable<ExceptionTable>;
