import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Belonging } from '../../kernel/tenancy/index.ts';
import type { WordEntry } from '../../screening/index.ts';

interface WordListTable extends Belonging {
  id: string;
  name: string;
  in_force: number | null;
  below: Generated<boolean>;
}

interface WordListVersionTable extends Belonging {
  list_id: string;
  version: number;
  digest: string;
  count: number;
  entries: ColumnType<readonly WordEntry[], string, never>;
  file_name: string;
  made_by: string;
  made_at: Date;
  tried_at: Date | null;
}

declare module '../../kernel/database/tables.ts' {
  interface Tables {
    publication_word_list: WordListTable;
    publication_word_list_version: WordListVersionTable;
  }
}

export type WordListRecord = Selectable<WordListTable>;
export type VersionRecord = Omit<Selectable<WordListVersionTable>, 'entries'>;
