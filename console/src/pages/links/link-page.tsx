import { type ExitLinkView, LINK_CAUSE_WORDS, LINK_CHANGE_WORDS, LINK_STATE_WORDS } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { linkPictureAddress, useLink } from '../../api/links.ts';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { type Column, DataTable } from '../../components/tables/data-table.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { LinkActs } from './link-acts.tsx';
import { LinkStateText, PlaceText, RelevanceText } from './link-words.tsx';
import styles from './links.module.css';

/** One exit link: where it stands, what became of it, who answers for it. */
export function LinkPage(): ReactNode {
  return <SignedIn permission="link.read">{() => <OneLink />}</SignedIn>;
}

function OneLink(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const link = useLink(id);
  return (
    <PageFrame
      title={link.data ? new URL(link.data.url).hostname : tell('links.one')}
      lead={link.data && <span className={styles.address}>{link.data.url}</span>}
      asOf={link.data?.asOf}
    >
      <Answered answer={link} lines={8}>
        {(view) => (
          <>
            <Panel title={tell('links.now')}>
              <Facts view={view} />
            </Panel>
            {view.may && <LinkActs key={view.id} view={view} />}
            <Panel title={tell('links.places')}>
              <ul>
                {view.allPlaces.map((place) => (
                  <li key={`${place.item ?? ''}${place.page}`} className={styles.address}>
                    <PlaceText place={place} />
                  </li>
                ))}
              </ul>
              {view.allPlaces.length === 0 && <p>{tell('links.nowhere')}</p>}
            </Panel>
            {view.good && <Good id={view.id} good={view.good} />}
            <Checks checks={view.checks} />
          </>
        )}
      </Answered>
    </PageFrame>
  );
}

function Facts({ view }: { readonly view: ExitLinkView }): ReactNode {
  const { lang, tell } = useLanguage();
  const { unit, handler, checkedAt, dueAt, goneAt, finalUrl, decided, detail } = view;
  const facts: Fact[] = [
    { key: 'state', label: tell('links.state'), value: <LinkStateText {...view} /> },
    ...(detail[lang] ? [{ key: 'detail', label: tell('links.detail'), value: detail[lang] }] : []),
    ...(finalUrl
      ? [
          {
            key: 'final',
            label: tell('links.final'),
            value: <span className={styles.address}>{finalUrl}</span>,
          },
        ]
      : []),
    { key: 'since', label: tell('links.since'), value: <TimeText iso={view.since} /> },
    {
      key: 'checked',
      label: tell('links.checked'),
      value: checkedAt ? <TimeText iso={checkedAt} /> : tell('links.unchecked'),
    },
    {
      key: 'due',
      label: tell('links.due'),
      value: goneAt ? tell('links.retired') : <TimeText iso={dueAt} />,
    },
    { key: 'relevance', label: tell('links.relevance'), value: <RelevanceText {...view} /> },
    ...(decided
      ? [
          {
            key: 'decided',
            label: tell('links.decided'),
            value: (
              <>
                {decided.by.name ?? tell('items.gone')} <TimeText iso={decided.at} />
              </>
            ),
          },
        ]
      : []),
    {
      key: 'handler',
      label: tell('links.handler'),
      value: handler ? (handler.name ?? tell('items.gone')) : tell('links.nobody'),
    },
    { key: 'unit', label: tell('links.unit'), value: unit.name },
  ];
  return <FactList facts={facts} />;
}

function Good({
  id,
  good,
}: {
  readonly id: string;
  readonly good: NonNullable<ExitLinkView['good']>;
}): ReactNode {
  const { tell } = useLanguage();
  const { at, title, domain, certificate, picture, noPicture } = good;
  return (
    <Panel title={tell('links.good')}>
      <p>{tell('links.good.what')}</p>
      <FactList
        facts={[
          { key: 'at', label: tell('links.good.at'), value: <TimeText iso={at} /> },
          { key: 'title', label: tell('links.good.title'), value: title || tell('links.good.untitled') },
          { key: 'domain', label: tell('links.good.domain'), value: domain },
          ...(certificate
            ? [
                {
                  key: 'owner',
                  label: tell('links.good.owner'),
                  value: certificate.subjectOrganisation ?? tell('links.good.unnamed'),
                },
                {
                  key: 'issuer',
                  label: tell('links.good.issuer'),
                  value: certificate.issuerOrganisation ?? certificate.issuer,
                },
                {
                  key: 'until',
                  label: tell('links.good.until'),
                  value: <TimeText iso={certificate.notAfter} />,
                },
              ]
            : []),
          ...(picture
            ? [{ key: 'picture', label: tell('links.good.digest'), value: <code>{picture.sha256}</code> }]
            : []),
        ]}
      />
      {picture ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by the keyboard.
        <section className={styles.frame} tabIndex={0} aria-label={tell('links.good.picture')}>
          <img
            src={linkPictureAddress(id, picture.sha256)}
            alt={tell('links.good.alt', { title: title || domain })}
            loading="lazy"
            className={styles.picture}
          />
        </section>
      ) : (
        <p>{tell('links.good.noPicture', { why: noPicture ?? tell('links.good.notYet') })}</p>
      )}
    </Panel>
  );
}

type Check = ExitLinkView['checks'][number];

function Checks({ checks }: { readonly checks: readonly Check[] }): ReactNode {
  const { lang, tell } = useLanguage();
  const columns: readonly Column<Check>[] = [
    { key: 'at', title: tell('links.check.at'), isName: true, cell: ({ at }) => <TimeText iso={at} /> },
    {
      key: 'state',
      title: tell('links.state'),
      cell: ({ state, cause }) =>
        tell('grammar.note', { text: LINK_STATE_WORDS[state][lang], note: LINK_CAUSE_WORDS[cause][lang] }),
    },
    {
      key: 'changes',
      title: tell('links.changes'),
      cell: ({ changes }) =>
        changes.length === 0
          ? tell('links.changes.none')
          : changes.map((change) => LINK_CHANGE_WORDS[change][lang]).join(tell('grammar.comma')),
    },
    {
      key: 'seen',
      title: tell('links.check.seen'),
      cell: ({ title, detail }) => <span className={styles.address}>{title ?? detail[lang]}</span>,
    },
  ];
  return (
    <Panel title={tell('links.checks')}>
      {checks.length === 0 ? (
        <p>{tell('links.checks.none')}</p>
      ) : (
        <DataTable
          caption={tell('links.checks')}
          columns={columns}
          rows={checks}
          rowKey={({ id }) => String(id)}
        />
      )}
    </Panel>
  );
}
