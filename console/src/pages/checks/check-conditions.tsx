import { type CheckResult, printTime } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useContentLanguage } from '../../components/content-language.ts';
import { Panel } from '../../components/panel.tsx';
import { StepList } from '../../components/step-list.tsx';
import { useLanguage } from '../../locales/language.tsx';
import type { Tell } from '../../locales/texts.ts';
import styles from './check-conditions.module.css';

/** 检测说明: when, where, with what, how far – and what was not looked at. */
export function CheckConditions({ result }: { readonly result: CheckResult }): ReactNode {
  const { tell } = useLanguage();
  const contentLanguage = useContentLanguage();
  const { notChecked } = result.conditions;
  return (
    <Panel title={tell('conditions.title')}>
      <div className={styles.columns}>
        <div>
          <h3>{tell('conditions.notChecked')}</h3>
          {notChecked.length === 0 ? (
            <p>{tell('conditions.notChecked.none')}</p>
          ) : (
            <ul className={styles.notChecked} lang={contentLanguage}>
              {notChecked.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          )}
          <h3>{tell('check.steps')}</h3>
          <StepList steps={result.steps} />
        </div>
        <dl className={styles.facts}>
          {useFacts(result).map(([term, fact]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Panel>
  );
}

function useFacts(result: CheckResult): readonly (readonly [term: string, fact: string])[] {
  const { lang, tell } = useLanguage();
  const { target, basis, conditions, tool, rulebook, startedAt, finishedAt } = result;
  const seconds = Math.round((new Date(finishedAt).getTime() - new Date(startedAt).getTime()) / 1000);
  const ordered = basis.order
    ? `${tell('conditions.basis.order')} · ${basis.order}`
    : tell('conditions.basis.order');
  return [
    [tell('conditions.time'), tell('conditions.time.value', { start: printTime(startedAt, lang), seconds })],
    [tell('conditions.address'), addressWords(target, tell)],
    [tell('conditions.basis'), basis.kind === 'own-site' ? tell('conditions.basis.own') : ordered],
    [
      tell('conditions.pages'),
      tell('conditions.pages.value', { opened: conditions.pagesOpened, limit: conditions.pagesLimit }),
    ],
    [
      tell('conditions.links'),
      tell('conditions.links.value', { checked: conditions.linksChecked, found: conditions.linksFound }),
    ],
    [tell('conditions.browser'), conditions.browser ?? tell('conditions.browser.none')],
    [tell('conditions.resolvers'), conditions.resolvers.join(tell('grammar.list'))],
    [tell('conditions.userAgent'), conditions.userAgent],
    [tell('conditions.software'), `${tell('app.name')} ${tool.version}`],
    [tell('conditions.rulebook'), tell('conditions.rulebook.value', rulebook)],
  ];
}

function addressWords({ url, finalUrl, snapshot }: CheckResult['target'], tell: Tell): string {
  if (snapshot) return `${url} ${tell('conditions.snapshot')}`;
  return finalUrl && finalUrl !== url ? tell('conditions.address.final', { url, final: finalUrl }) : url;
}
