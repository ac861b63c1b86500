import { join } from 'node:path';
import { openFileQueries, openLogSearch } from '../../../server/src/logs/index.ts';
import { work } from '../child.ts';
import { type AskedTime, timeQuestion } from './ask.ts';
import { askedOf, COUNTED, SHOWN } from './questions.ts';

export interface QuestionsTask {
  readonly folder: string;
  readonly about: Parameters<typeof askedOf>[0];
  /** how often each is asked once it is warm */
  readonly again?: number;
}

/** Asks an archive what people ask, by the search that the console has, and counts by SQL over its files. */
work<QuestionsTask, readonly AskedTime[]>(async ({ folder, about, again }, report) => {
  report.begin();
  const asked: AskedTime[] = [];
  {
    await using search = openLogSearch(folder);
    for (const { name, question } of askedOf(about))
      asked.push(
        await timeQuestion(
          name,
          async () => {
            const { count, broken } = await search.search({ question, limit: SHOWN });
            if (broken !== undefined) throw new Error(broken);
            return count;
          },
          again,
        ),
      );
  }
  const segments = join(folder, 'segments');
  await using queries = await openFileQueries(segments);
  const access = `read_parquet('${segments}/*-access.parquet')`;
  for (const { name, ours } of COUNTED)
    asked.push(
      await timeQuestion(
        name,
        async () => (await queries.ask(ours.replace('FROM access', `FROM ${access}`), [])).length,
        again,
      ),
    );
  return asked;
});
